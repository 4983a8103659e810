"""Every state and every meaning a conversation can be in, for hypothesis."""

from hypothesis import strategies as st

from app.domain.codes import Refusal
from app.domain.meanings import AmbiguousMeaning, Meaning, PlaceMeaning, Product, ProductMeaning, RefusedMeaning
from app.domain.messages import Message, say
from app.domain.packing import PackingState
from app.domain.receiving import ReceivingState

# What is never made is left out: a message outside the catalogue, a refusal without a reason, a code of no product,
# a place whose orders have no numbers, a code that fits several things but none.
st.register_type_strategy(Message, st.sampled_from([say("papers_first"), say("outgoing_label", order="#1")]))
st.register_type_strategy(
    RefusedMeaning, st.builds(RefusedMeaning, st.text(), st.sampled_from([reason.value for reason in Refusal]))
)
st.register_type_strategy(
    ProductMeaning,
    st.builds(ProductMeaning, st.text(), st.lists(st.from_type(Product), min_size=1, max_size=3).map(tuple)),
)
st.register_type_strategy(
    AmbiguousMeaning,
    st.builds(AmbiguousMeaning, st.text(), st.lists(st.from_type(Message), min_size=1, max_size=3).map(tuple)),
)

_holders = st.dictionaries(st.integers(), st.text(), max_size=3)
st.register_type_strategy(
    PlaceMeaning,
    st.builds(
        lambda id, code, orders: PlaceMeaning(id, code, tuple(orders), tuple(orders.values())),
        *(st.integers(), st.text(), _holders),
    ),
)

meanings = st.from_type(Meaning)
receiving_states = st.from_type(ReceivingState)
packing_states = st.from_type(PackingState)
