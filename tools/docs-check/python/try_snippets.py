"""Runs the Python of a document against stand-ins. What is asked and what comes of it are JSON on the standard streams."""

import contextlib
import importlib
import json
import os
import sys
import tempfile
import types
import warnings

import stand_in_devices
import stand_in_numpy
from stand_in_modules import BACKENDS, Module, Tensor, around, build


def main():
    asked = json.load(sys.stdin)
    trees = asked["trees"]
    documents = {name: read_through(asked, numpy) for name, numpy in numpies().items()}
    exporter = importlib.import_module("rockpool_to_xylopipe")
    loader = importlib.import_module("load_specification")
    answer = {
        "documents": documents,
        "networks": {
            name: [saved(exporter, build(tree, backend)) for tree in trees] for name, backend in BACKENDS.items()
        },
        "wrapped": saved(exporter, around(build(trees[0], BACKENDS["torch"]))),
        "refused": saved(exporter, build(asked["unknown"], BACKENDS["torch"])),
        "noise": noise(exporter, trees[0]),
        "skipped": skipped(exporter, trees[0]),
        "flat": flat(exporter, trees[0]),
        "switched off": switched(exporter, trees[0], Tensor(False)),
        "without a switch": switched(exporter, trees[0]),
        "refused specifications": [loaded(loader, each) for each in asked["bad specifications"]],
        "mapped": loaded(loader, asked["mapped"], mapped=True),
    }
    json.dump(answer, sys.stdout)


def numpies():
    found = {"a stand-in": stand_in_numpy}
    with contextlib.suppress(ImportError):
        found["NumPy"] = importlib.import_module("numpy")
    return found


def read_through(asked, numpy):
    """The document from top to bottom: a block with a title is a module, each other one a program of its own."""
    sys.modules["numpy"] = numpy
    for name in ("rockpool", "rockpool.devices", "rockpool.devices.xylo"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["rockpool.devices.xylo.syns61201"] = stand_in_devices
    dictionary = asked["files"]["specification.json"]
    arrays = {key: numpy.array(value) for key, value in dictionary.items() if isinstance(value, list) and key != "aliases"}
    programs = []
    with inside_a_folder():
        for path, content in asked["files"].items():
            write(path, content)
        for block in asked["blocks"]:
            code = compile(block["code"], block["place"], "exec")
            if block["title"] is not None:
                module = types.ModuleType(block["title"][: -len(".py")])
                exec(code, module.__dict__)
                sys.modules[module.__name__] = module
                continue
            net = build(asked["trees"][0], BACKENDS["torch"])
            program = {"net": net, "spec": {**dictionary, **arrays, "mapped_graph": object()}}
            exec(code, program)
            programs.append(program)
        return {
            "network": read("network.json"),
            "specification": read("from_rockpool.json"),
            "simulator": known(programs, "simulator")[0],
            "config": known(programs, "config")[0],
            "clocks": vars(known(programs, "config")[1].debug),
        }


def known(programs, name):
    return [program[name] for program in programs if name in program]


@contextlib.contextmanager
def inside_a_folder():
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def write(path, content):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def saved(exporter, network):
    """What stands in the file, or the refusal."""
    with inside_a_folder():
        try:
            exporter.save_network(network, "network.json")
        except ValueError as error:
            assert not os.listdir("."), "a file was written"
            return {"refused": str(error)}
        return read("network.json")


def loaded(loader, specification, mapped=False):
    """Type and values of every array, or the refusal."""
    with inside_a_folder():
        write("specification.json", specification)
        try:
            spec = loader.load_specification("specification.json", mapped=mapped)
        except ValueError as error:
            return {"refused": str(error)}
        return {key: stand_in_devices.told(value) for key, value in spec.items()}


def noise(exporter, tree):
    network, neurons = with_neurons(tree)
    neurons.noise_std = Tensor(0.1)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        saved(exporter, network)
    return [str(each.message) for each in said]


def skipped(exporter, tree):
    network = build(tree, BACKENDS["torch"])
    network.modules()["9_TimeStepDropout"] = Module("TimeStepDropout", network.size_out, network.size_out)
    return saved(exporter, network)


def flat(exporter, tree):
    """Time constants of synapses in one row, as (Nin,)."""
    network, neurons = with_neurons(tree)
    neurons.tau_syn = Tensor([value for row in tree["children"][1]["tau_syn"] for value in row])
    return saved(exporter, network)


def switched(exporter, tree, switch=None):
    """Recurrent weights that are a parameter whatever their switch says, or that have none."""
    network, neurons = with_neurons(tree)
    del neurons._simulation_parameters["_has_rec"]
    if switch is not None:
        neurons._simulation_parameters["_has_rec"] = switch
    return saved(exporter, network)


def with_neurons(tree):
    """The modules of a tree whose second one is neurons, and those neurons."""
    network = build(tree, BACKENDS["torch"])
    return network, network.modules()["1_LIFTorch"]


main()
