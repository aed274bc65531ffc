"""Fill the disk with files that have no name."""
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
import time
def run(info):
    kept, total, block = [], 0, b"x" * (1 << 20)
    for place in range(60):
        try:
            file = open(f"f{place}", "wb", 0); kept.append(file); os.unlink(f"f{place}")
            for _ in range(8): total += file.write(block)
        except OSError: break
        time.sleep(0.01)
    time.sleep(0.2)
    return total > (info["scratch_mb"] << 20) * 1.2
