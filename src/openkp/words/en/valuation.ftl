## Valuation

valuation-no-such-seat = The panel of valuers has no seat “{ $seat }” under the rules in force.
valuation-already-given = The valuer in the seat “{ $seat }” has already given a value.
valuation-one-seat-each = You have already given a value in the seat “{ $seat }”. Each seat is another person's.
valuation-parcel-missing = Parcel { $parcel } was not valued.
valuation-parcel-unknown = No parcel of this shipment is called { $parcel }.
valuation-not-positive = Parcel { $parcel }: the value must be more than nothing.
