"""Fill memory through files in it."""
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
    total, block = 0, b"x" * (1 << 20)
    for place in range(64):
        try:
            with open(f"/dev/shm/{info['mark']}{place}", "wb", 0) as file:
                for _ in range(8): total += file.write(block)
        except OSError: break
    return total > (info["scratch_mb"] << 20) * 1.2
