"""Sends what comes on standard input, as messages after a length of 4 bytes, to listeners of udev: Node has no netlink."""

import socket
import struct
import sys

NETLINK_KOBJECT_UEVENT = 15
UDEV_GROUP = 2

sender = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
sender.bind((0, 0))
while length := sys.stdin.buffer.read(4):
    message = sys.stdin.buffer.read(*struct.unpack("<I", length))
    try:
        sender.sendto(message, (0, UDEV_GROUP))
    except ConnectionRefusedError:
        pass  # nobody listens
