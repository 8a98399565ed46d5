#!/bin/sh
# Where the screens of an X session stand, run before the first window. deploy/install-kiosk.sh never overwrites
# this file. To see the names of screens and touch devices: sudo antrean-kiosk screens
#
# The primary screen is number 0 for --screen, the others follow. A touch screen must be tied to its own screen,
# and turned with it, or fingers land elsewhere:
#
#   xrandr --output HDMI-1 --primary --rotate left --output HDMI-2 --auto --right-of HDMI-1
#   xinput map-to-output "ILITEK Multi-Touch" HDMI-1
