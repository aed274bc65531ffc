"""Threads without end, each busy."""
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
import threading
def spin():
    while True: pass
def run(info):
    for number in range(2000):
        try: threading.Thread(target=spin, daemon=True).start()
        except RuntimeError: break
    while True: pass
