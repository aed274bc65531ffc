"""Fill the file system with empty files."""
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
    made = 0
    try:
        for place in range(400_000): os.close(os.open(f"{place}", os.O_CREAT | os.O_WRONLY)); made += 1
    except OSError: pass
    return made >= 400_000
