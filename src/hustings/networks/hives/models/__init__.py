"""Hives and their people, producers and their goods, sales, baskets."""

from hustings.networks.hives.models.baskets import Adjustment, Basket, Line
from hustings.networks.hives.models.hives import Fee, HandOver, Hive, Member
from hustings.networks.hives.models.joinings import HiveBar, HiveJoining
from hustings.networks.hives.models.notices import Notice
from hustings.networks.hives.models.producers import Producer, Product, Supply, Visit
from hustings.networks.hives.models.sales import Delivery, Offer, Sale
