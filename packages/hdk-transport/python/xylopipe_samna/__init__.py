"""What the bridge is made of. It needs the standard library and, once it is asked for boards, `samna`."""
