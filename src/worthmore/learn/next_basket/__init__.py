"""What a customer buys next: refills (repeat) and what is new to them (explore), together or apart."""

from worthmore.learn.next_basket.learned import NextBasket
from worthmore.learn.next_basket.lesson import Hide
from worthmore.learn.next_basket.part import Part
from worthmore.learn.next_basket.shares import PersonalShare, Popular
from worthmore.learn.next_basket.tifu_knn import TifuKnn
from worthmore.learn.next_basket.top import Lists
from worthmore.learn.next_basket.up_cf import UpCf

__all__ = ["Hide", "Lists", "NextBasket", "Part", "PersonalShare", "Popular", "TifuKnn", "UpCf"]
