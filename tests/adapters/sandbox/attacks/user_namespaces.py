"""Become root of a namespace of its own."""
import ctypes, errno, os, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(*numbers):
    """The first of (x86_64, aarch64) numbers that fits, then the arguments; whether the kernel did it."""
    (x86, arm), *given = numbers
    return libc.syscall(arm if os.uname().machine == "aarch64" else x86, *given) >= 0
def works(act, *given):
    try: act(*given)
    except (OSError, ValueError): return False
    return True
NEWUSER = 0x10000000
def run(info):
    done = [libc.unshare(flags) == 0 for flags in (NEWUSER, 0x20000, 0x40000000, 0x20000000)]
    pid = libc.syscall(220 if os.uname().machine == "aarch64" else 56, NEWUSER | 17, 0, 0, 0, 0)
    if pid == 0: os._exit(0)
    args = ctypes.create_string_buffer(NEWUSER.to_bytes(8, "little") + bytes(24) + (17).to_bytes(8, "little") + bytes(48), 88)
    other = libc.syscall(435, args, 88)
    if other == 0: os._exit(0)
    return any(done) or pid > 0 or other > 0
