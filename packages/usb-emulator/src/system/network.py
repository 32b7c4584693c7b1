"""What Node cannot do in a network namespace: bring up its loopback interface, then send messages of udev.

Messages come on standard input, each after a length of 4 bytes. Writes a line when it is ready.
"""

import fcntl
import socket
import struct
import sys

SIOCGIFFLAGS = 0x8913
SIOCSIFFLAGS = 0x8914
IFF_UP = 1
NETLINK_KOBJECT_UEVENT = 15
UDEV_GROUP = 2


def bring_up(interface: bytes) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = fcntl.ioctl(any_socket, SIOCGIFFLAGS, struct.pack("16sH14x", interface, 0))
        flags = struct.unpack_from("H", request, 16)[0]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", interface, flags | IFF_UP))


bring_up(b"lo")
sender = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
sender.bind((0, 0))
print("ready", flush=True)
while length := sys.stdin.buffer.read(4):
    message = sys.stdin.buffer.read(*struct.unpack("<I", length))
    try:
        sender.sendto(message, (0, UDEV_GROUP))
    except ConnectionRefusedError:
        pass  # nobody listens
