"""Stay on after the end: a child made while Python ends."""
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
import atexit, signal, time
def stay():
    libc.prctl(15, MARK)
    if os.fork() == 0:
        os.setsid()
        for number in range(1, 65):
            try: signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError): pass
        if os.fork() == 0: time.sleep(300)
def run(info):
    global MARK
    MARK = info["mark"].encode()
    atexit.register(stay)
    sys.exit(0)
