## Numbers of certificates and of blank forms

numbers-malformed = “{ $number }” is not a certificate number: two letters, then digits.
numbers-prefix-not-yours = Forms with the prefix { $prefix } are not those of { $participant_country }.
numbers-digits = A number has 1 to { $most } digits, not { $digits }.
numbers-range-reversed = The range runs from { $first } to { $last }: the first number comes first.
numbers-range-too-long = At most { $most } forms can be received at once.
numbers-too-few-digits = { $last } does not fit in { $digits } digits.
numbers-range-known = Forms { $first } to { $last } are already in stock. A number exists once.
