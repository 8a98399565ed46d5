"""The pages that the tests read again and again."""

import pytest

from tests.docs.pages import all_docs, doc

README = doc("README.md")
INSTALL = doc("docs/install.md")
OPERATE = doc("docs/operate.md")
GLOSSARY = doc("docs/glossary.md")
ARCHITECTURE = doc("docs/architecture.md")
PAGES = list(all_docs())

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
