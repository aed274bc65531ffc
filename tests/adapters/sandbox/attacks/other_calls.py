"""Calls by the other calling convention, and calls nobody knows."""
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
def run(info):
    x32 = 0x40000000
    return [number for number in (x32 | 41, x32 | 101, x32 | 520, 467, 500, 1000) if libc.syscall(number, 0, 0, 0) >= 0]
