"""Pictures and video beside the calls: which file, who decodes it, where it is painted."""
