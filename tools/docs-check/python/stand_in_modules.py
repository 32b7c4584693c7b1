"""Modules with the attributes that Rockpool's public reference lists, and no others, filled from network trees."""

import random


class Tensor:
    """What is public of a parameter of the torch backend."""

    def __init__(self, values):
        self._values = values

    def detach(self):
        return Tensor(self._values)

    def cpu(self):
        return Array(self._values)


class Array:
    """The same of the other backends."""

    def __init__(self, values):
        self._values = values

    def tolist(self):
        return self._values


class Module:
    def __init__(self, class_name, size_in, size_out, parts=None):
        self.class_name = class_name
        self.shape = (size_in, size_out)
        self.size_in = size_in
        self.size_out = size_out
        self._parts = parts or {}
        self._parameters = {}
        self._simulation_parameters = {}

    def modules(self):
        return self._parts

    def parameters(self):
        return self._parameters

    def simulation_parameters(self):
        return self._simulation_parameters

    def _set(self, parameters, simulation_parameters):
        self._parameters = parameters
        self._simulation_parameters = simulation_parameters
        for name, value in {**parameters, **simulation_parameters}.items():
            setattr(self, name, value)


class TorchApiModule(Module):
    """A module that keeps torch's methods."""

    def modules(self):
        yield self
        yield from self._parts.values()

    def named_children(self):
        yield from self._parts.items()


class Backend:
    """What a backend calls its classes, and what its values are."""

    def __init__(self, prefix, suffix, value, module=Module, shuffled=False):
        self.prefix, self.suffix, self.value, self.module, self.shuffled = prefix, suffix, value, module, shuffled

    def class_name(self, kind):
        if kind in ("Sequential", "Residual", "FFwdStack"):
            return self.prefix + kind
        return kind + self.suffix


BACKENDS = {
    "numpy": Backend("Mod", "", Array),
    "torch": Backend("Torch", "Torch", Tensor),
    "torch api": Backend("Torch", "Torch", Tensor, TorchApiModule),
    "jax, in any order": Backend("Jax", "Jax", Array, shuffled=True),
}


def build(tree, backend):
    """The modules of a tree; parts without a name are called as Rockpool's combinators call them."""
    kind = tree["type"]
    name = backend.class_name(kind)
    if "children" in tree:
        given = [child.get("name", f"{i}_{backend.class_name(child['type'])}") for i, child in enumerate(tree["children"])]
        parts = [(part, build(child, backend)) for part, child in zip(given, tree["children"])]
        first, last = parts[0][1], parts[-1][1]
        if backend.shuffled:
            random.Random(len(parts)).shuffle(parts)
        return backend.module(name, first.size_in, last.size_out, dict(parts))
    size_in, size_out = tree["shape"] if len(tree["shape"]) == 2 else tree["shape"] * 2
    module = backend.module(name, size_in, size_out)
    values = {key: backend.value(value) for key, value in tree.items() if key in PARAMETERS and value is not None}
    if kind == "Linear":
        values.setdefault("bias", None)
        module._set(values, {})
        return module
    settings = {"dt": tree["dt"], "noise_std": backend.value(0.0)}
    if kind == "ExpSyn":
        module._set(values, settings)
        return module
    settings["_has_rec"] = backend.value(tree["has_rec"])
    settings["max_spikes_per_dt"] = tree["max_spikes_per_dt"]
    settings["leak_mode"] = tree.get("leak_mode", "taus")
    if not tree["has_rec"]:
        # Without recurrence the weights are a simulation parameter, of zeros.
        settings["w_rec"] = backend.value([[0.0] * size_in for _ in range(size_out)])
    module._set(values, settings)
    return module


PARAMETERS = ("weight", "bias", "tau", "tau_mem", "tau_syn", "threshold", "w_rec", "dash_mem", "dash_syn", "alpha", "beta")


def around(part, name="seq", class_name="SynNet"):
    """A class of one's own with one module in it."""
    return Module(class_name, part.size_in, part.size_out, {name: part})
