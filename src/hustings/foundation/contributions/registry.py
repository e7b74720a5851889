"""Registries of contributions, the manifest that an app fills them by, and how manifests are found."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from threading import RLock
from types import ModuleType
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import module_has_submodule

T = TypeVar("T")
MODULE = "contributes"


@dataclass(frozen=True, slots=True)
class Given:
    registry: "Registry[Any]"
    items: tuple[Any, ...]


class Registry(Generic[T]):
    """Contributions of one kind, found by name where there is a ``key``.

    Asking reads the manifests of all apps, once: never ask while a module is imported.
    """

    def __init__(self, name: str, *, key: Callable[[T], str] | None = None) -> None:
        self.name = name
        self._key = key
        self._items: tuple[T, ...] = ()
        self._by_key: dict[str, T] = {}

    def __repr__(self) -> str:
        return f"<Registry {self.name}>"

    def __call__(self, *items: T) -> Given:
        return Given(self, items)

    def all(self) -> tuple[T, ...]:
        if not _progress["done"]:  # asked with each request
            read()
        return self._items

    def find(self, key: str) -> T | None:
        """The contribution of this name; None where no installed app gives it."""
        read()
        return self._by_key.get(key)

    def only(self) -> T | None:
        """The contribution of a kind that one app alone gives."""
        found = self.all()
        if len(found) > 1:
            raise ImproperlyConfigured(f"{self.name}: more than one app contributes")
        return found[0] if found else None

    def add(self, item: T) -> None:
        read()
        self.fill([*self._items, item])

    def fill(self, items: Iterable[T]) -> None:
        """Hold exactly these. ImproperlyConfigured where two have the same name."""
        held = tuple(items)
        by_key: dict[str, T] = {}
        for item in held if self._key else ():
            assert self._key
            if (key := self._key(item)) in by_key:
                raise ImproperlyConfigured(f"{self.name}: “{key}” is contributed twice")
            by_key[key] = item
        self._items, self._by_key = held, by_key

    @contextmanager
    def replaced(self, *items: T) -> Iterator[None]:
        """Hold only these for a while, as tests want it."""
        before = self.all()
        self.fill(items)
        try:
            yield
        finally:
            self.fill(before)


class Contribution:
    """Everything that one app gives, registry by registry; a part of a large app may be one of its own."""

    def __init__(self, *given: "Given | Contribution") -> None:
        self.given: tuple[Given, ...] = tuple(
            one for each in given for one in (each.given if isinstance(each, Contribution) else [each])
        )


_lock = RLock()
_progress = {"begun": False, "done": False}


def read() -> None:
    """Fill all registries from the manifests, at the first call. The apps must be ready."""
    if _progress["done"]:
        return
    with _lock:
        if _progress["done"]:
            return
        if _progress["begun"]:
            raise ImproperlyConfigured("a registry was asked while the manifests are being imported")
        apps.check_models_ready()
        _progress["begun"] = True
        try:
            _fill(list(_manifests()))
        finally:
            _progress["begun"] = False
        _progress["done"] = True


def modules() -> Iterator[ModuleType]:
    """The manifests of all installed apps, lower ones first: the settings list the highest at the top."""
    for config in reversed(list(apps.get_app_configs())):
        if config.module and module_has_submodule(config.module, MODULE):
            yield import_module(f"{config.name}.{MODULE}")


def _manifests() -> Iterator[Contribution]:
    for module in modules():
        manifest = getattr(module, "app", None)
        if not isinstance(manifest, Contribution):
            raise ImproperlyConfigured(f"{module.__name__} has no “app = Contribution(…)”")
        yield manifest


def _fill(manifests: list[Contribution]) -> None:
    gathered: dict[Registry[Any], list[Any]] = {}
    for manifest in manifests:
        for given in manifest.given:
            gathered.setdefault(given.registry, []).extend(given.items)
    for registry, items in gathered.items():
        registry.fill(items)
