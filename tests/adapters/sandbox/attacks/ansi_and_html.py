"""Write to the reader of the log."""
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
    print("\x1b[2J\x1b]52;c;cm0gLXJmIH4=\x07\x1b]8;;http://evil\x1b\\here\x9b31m<script>alert(1)</script>\u202eevil\u2066\x00\x07\rover", flush=True)
    os.write(2, b"\xff\xfe\x1b[31m\x1bP+q\x1b\\")
    raise ValueError("\x1b[31m\u202e<b>")
