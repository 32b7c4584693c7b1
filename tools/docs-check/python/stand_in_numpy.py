"""As much of NumPy as the documents use, for where it is not installed."""

RANGES = {"int8": (-128, 127), "uint8": (0, 255), "int16": (-32768, 32767), "float64": None}
int8, uint8, int16, float64 = RANGES


class ndarray:
    def __init__(self, values, dtype):
        self._values = values
        self.dtype = dtype
        self.shape = _shape(values)
        self.ndim = len(self.shape)

    def astype(self, dtype):
        return ndarray(_each(self._values, lambda value: _cast(value, RANGES[dtype])), dtype)

    def tolist(self):
        return self._values


def array(values, dtype=float64):
    return ndarray(values, dtype)


def array_equal(a, b):
    return a.tolist() == b.tolist()


def _cast(value, limits):
    if limits is None:
        return float(value)
    least, most = limits
    return (int(value) - least) % (most - least + 1) + least


def _each(values, change):
    return [_each(value, change) for value in values] if isinstance(values, list) else change(values)


def _shape(values):
    return (len(values), *_shape(values[0])) if isinstance(values, list) else ()
