"""The program that speaks: espeak-ng in a process of its own, for a crash in it must not end a board.

On standard input comes a line of JSON for each text, an array of the voice's name, words a minute and the
text; on standard output go ``ready`` and then a line for each: its samples in base64, or ``failed`` and why.
It ends when its input does. Started by `voice.speech`.
"""

import base64
import ctypes
import json
import sys

import espeakng_loader

# From espeak-ng's speak_lib.h.
_SYNCHRONOUS, _UTF8, _DONT_EXIT = 2, 1, 0x8000
_RATE, _WORD_GAP = 1, 7

_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def main() -> int:
    """Speak what comes."""
    library = ctypes.CDLL(str(espeakng_loader.get_library_path()))
    heard = bytearray()

    def on_samples(samples: int | None, count: int, _: int | None) -> int:
        if samples and count > 0:
            heard.extend(ctypes.string_at(samples, count * 2))
        return 0

    callback = _Heard(on_samples)  # kept: the library holds only its address
    rate = library.espeak_Initialize(
        _SYNCHRONOUS, 0, str(espeakng_loader.get_data_path()).encode(), _DONT_EXIT
    )
    if rate != int(sys.argv[1]):
        print(f"failed espeak-ng speaks with {rate} Hz", flush=True)
        return 1
    library.espeak_SetSynthCallback(callback)
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
        ctypes.c_void_p, ctypes.c_void_p,
    ]  # fmt: skip
    print("ready", flush=True)
    for line in sys.stdin.buffer:
        voice, pace, words = json.loads(line)
        text = words.replace("\0", " ").encode() + b"\0"
        heard.clear()
        if library.espeak_SetVoiceByName(voice.encode()):
            print(f"failed there is no voice {voice}", flush=True)
            continue
        library.espeak_SetParameter(_RATE, pace, 0)
        library.espeak_SetParameter(_WORD_GAP, 2, 0)
        failed = library.espeak_Synth(text, len(text), 0, 0, 0, _UTF8, None, None)
        told = f"failed {failed}" if failed or not heard else base64.b64encode(bytes(heard)).decode()
        print(told, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
