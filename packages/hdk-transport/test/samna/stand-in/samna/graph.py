"""Connections to a board's events."""

from typing import Any, List, Optional

from ._script import record
from ._states import NeuronStateSinkNode


class Node:
    """One end of a stream of events."""

    def __init__(self, take: Any = None) -> None:
        self._take = take
        self._listeners: List[Any] = []
        self._states: Optional[NeuronStateSinkNode] = None

    def _tell(self, event: Any) -> None:
        for listener in self._listeners:
            listener.append(event)


class _Source:
    def __init__(self, node: Node) -> None:
        self._node = node

    def write(self, events: List[Any]) -> None:
        record("write", classes=sorted({type(event).__name__ for event in events}), count=len(events))
        for event in events:
            self._node._take(event)


class _Sink:
    def __init__(self, node: Node) -> None:
        self._events: List[Any] = []
        node._listeners.append(self._events)

    def get_events(self) -> List[Any]:
        events = self._events[:]
        del self._events[: len(events)]
        return events


class EventFilterGraph:
    """Here it can do one thing: put a node of states behind a board."""

    def sequential(self, nodes: List[Any]) -> None:
        source, states = nodes
        assert isinstance(states, NeuronStateSinkNode)
        source._states = states

    def start(self) -> None:
        record("graph.start")


def source_to(node: Node) -> _Source:
    return _Source(node)


def sink_from(node: Node) -> _Sink:
    return _Sink(node)
