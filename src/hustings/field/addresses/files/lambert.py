"""From Lambert-93 (EPSG:2154), in which French files give points, to degrees: IGN's note NT/G 71."""

from math import asinh, atan, atan2, degrees, exp, hypot, log, pi, radians, sin, sinh, tan

_E = 0.08181919104281579  # first eccentricity of GRS80
_X0, _Y0, _LON0 = 700_000.0, 6_600_000.0, radians(3)
_A = 6_378_137.0


def _isometric(latitude: float) -> float:
    return asinh(tan(latitude)) - _E / 2 * log((1 + _E * sin(latitude)) / (1 - _E * sin(latitude)))


def _normal(latitude: float) -> float:
    return float(_A / (1 - (_E * sin(latitude)) ** 2) ** 0.5)


_P0, _P1, _P2 = radians(46.5), radians(44), radians(49)
_N = log(_normal(_P2) * (1 - sin(_P2) ** 2) ** 0.5 / (_normal(_P1) * (1 - sin(_P1) ** 2) ** 0.5)) / (
    _isometric(_P1) - _isometric(_P2)
)
_C = _normal(_P1) * (1 - sin(_P1) ** 2) ** 0.5 / _N * exp(_N * _isometric(_P1))
_YS = _Y0 + _C * exp(-_N * _isometric(_P0))


def degrees_of(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude, to about a millimetre."""
    radius, angle = hypot(x - _X0, y - _YS), atan2(x - _X0, _YS - y)
    isometric = -log(radius / _C) / _N
    latitude = 2 * atan(exp(isometric)) - pi / 2
    for _step in range(6):
        latitude = atan(sinh(isometric + _E * _arc_tanh(_E * sin(latitude))))
    return degrees(latitude), degrees(_LON0 + angle / _N)


def is_possible(x: float, y: float) -> bool:
    """Whether metropolitan France lies around there."""
    return 0 < x < 1_400_000 and 5_900_000 < y < 7_300_000


def _arc_tanh(value: float) -> float:
    return log((1 + value) / (1 - value)) / 2
