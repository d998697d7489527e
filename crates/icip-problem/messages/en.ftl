# The messages of icip in English, in the format of Project Fluent.
#
# For every code there is a message called like the code: one sentence that says what the code means, and an example as a
# user meets it. Behind it stand the texts of that code. Fragments begin with a lowercase letter, because they follow
# the place where the problem is; values stand in backticks; hints say what would be allowed, or what to do.

## Used by several codes

raw = { $text }
did-you-mean = did you mean `{ $word }`?
allowed-words = allowed: { $words }
rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}

and-more = { $names } and { $more } more
and-in-more-cells = { $what }, and in { $count } more cells of this column (lines { $lines })
and-on-more-lines = { $what }, and on { $count } more lines ({ $lines })

## Tables: reading CSV files, registers and data frames

ambiguous-decimal = The numbers of a column could be read with a decimal point or with a decimal comma, and no cell tells which is meant.
    .example = data.csv line 2, `budget`, entity `A`: `1.234` is 1.234 with a decimal point and 1234 with a decimal comma, and no cell of the column tells which; declare `decimal = "."` or `decimal = ","` under `[data]`, or under `[data.columns."name"]` for one column
ambiguous-decimal-cell = `{ $text }` is { $point } with a decimal point and { $comma } with a decimal comma, and no cell of the column tells which
ambiguous-decimal-hint = declare `decimal = "."` or `decimal = ","` under `[data]`, or under `[data.columns."name"]` for one column

assumed-encoding = The file is not UTF-8 and declares no encoding, so it is read as Windows-1252.
    .example = data.csv line 3: the file is not UTF-8 and is read as Windows-1252; if accents look wrong, save the file as UTF-8
assumed-encoding-1252 = the file is not UTF-8 and is read as Windows-1252
assumed-encoding-1252-hint = if accents look wrong, save the file as UTF-8

bad-delimiter = The declared separator cannot separate fields.
    .example = data.csv: the separator `\n` cannot separate fields; allowed: `,`, `;`, tab, `|`
bad-delimiter-char = the separator `{ $separator }` cannot separate fields
bad-delimiter-hint = allowed: `,`, `;`, tab, `|`

bad-encoding = The bytes of a file contradict its encoding.
    .example = data.csv line 4: byte `F1` is not UTF-8; save the file as UTF-8, or declare its encoding
bad-encoding-not-utf8 = byte `{ $byte }` is not UTF-8
bad-encoding-not-utf8-hint = save the file as UTF-8, or declare its encoding
bad-encoding-not-utf16 = the file is not complete UTF-16
bad-encoding-not-utf16-hint = save the file again, as UTF-8
bad-encoding-mark = the file begins with the byte order mark of { $found }, but { $declared } is declared
bad-encoding-mark-hint = remove the declaration: the file says how it is encoded
bad-encoding-is-utf8 = Windows-1252 is declared, but the file is UTF-8
bad-encoding-is-utf8-hint = remove the declaration: the encoding is found

bad-file = A columnar file cannot be read.
    .example = data.parquet: the file cannot be read as Parquet: File out of specification: The file must end with PAR1
bad-file-parquet = the file cannot be read as Parquet: { $error }
bad-file-arrow = the file cannot be read as Arrow IPC: { $error }

blank-in-number = A number has a blank inside.
    .example = data.csv line 2, `budget`, entity `A`: `1 234` has a blank inside the number; remove the blank
blank-in-number-cell = `{ $text }` has a blank inside the number
blank-in-number-hint = remove the blank

blank-rows = Rows without any value are left out.
    .example = data.csv line 7: 2 rows without any value are left out, the first of them here
blank-rows-left-out = { $count ->
    [one] a row without any value is left out
   *[other] { $count } rows without any value are left out, the first of them here
}

boolean = A truth value stands in a column of numbers.
    .example = data.csv line 2, `served`, entity `A`: `TRUE` is a truth value, not a number; write 1 and 0, or declare the answers that the column may hold
boolean-cell = `{ $text }` is a truth value, not a number
boolean-hint = write 1 and 0, or declare the answers that the column may hold

changed-file = A file that is read more than once has changed in between.
    .example = data.csv: the file has changed since it was read the first time; read it again when nothing writes to it
changed-file-between-passes = the file has changed since it was read the first time
changed-file-hint = read it again when nothing writes to it

currency = A number has a currency sign.
    .example = data.csv line 2, `budget`, entity `A`: `$ 1.200` has a currency sign; write the number alone
currency-cell = `{ $text }` has a currency sign

date = A date stands in a column of numbers.
    .example = data.csv line 2, `days`, entity `A`: `23-abr` is a date, not a number; a spreadsheet may have turned a number such as `23.4` into a date: format the column as text, enter the number again and export the sheet
date-cell = `{ $text }` is a date, not a number
date-hint = a spreadsheet may have turned a number such as `23.4` into a date: format the column as text, enter the number again and export the sheet

duplicate-entity = Two rows have the same code, or the same code and period.
    .example = data.csv line 9, entity `05001`: duplicate entity `05001`; first on line 3
duplicate-entity-key = duplicate entity `{ $key }`
duplicate-entity-line-hint = first on line { $line }
duplicate-entity-row-hint = first in row { $row }

empty-cell = A cell is empty, and an empty cell is not declared to mean that there is no value.
    .example = data.csv line 2, `budget`, entity `A`: the cell is empty; if an empty cell means "no value", declare it under `[data]`: missing = [""]
empty-cell-cell = the cell is empty
empty-cell-hint = if an empty cell means "no value", declare it under `[data]`: missing = [{ $marks }]

empty-code-row = the row has no code
empty-code-numbered-row = row { $row } has no code
empty-code-hint = give the entity a code, or remove the row

empty-file-no-table = the file holds no table

empty-period = A row has no period, although the data have a column of periods.
    .example = data.csv line 2, entity `05001`: the row has no period
empty-period-row = the row has no period

groups = An entity that is built in memory has another number of groups than there are group columns.
    .example = entity `05001`: 1 group where 2 are named
groups-counts = { $found ->
    [one] 1 group where { $wanted } are named
   *[other] { $found } groups where { $wanted } are named
}

header-not-first = Lines above the header are left out.
    .example = data.csv line 1: line 1 above the header on line 3 is left out
header-not-first-lines = { $count ->
    [one] line { $lines } above the header on line { $header } is left out
   *[other] lines { $lines } above the header on line { $header } are left out
}

leading-zeros = Two codes differ only in leading zeros, as if two programs had written one entity.
    .example = data.csv line 3: codes differ only in leading zeros: `05001` and `5001`; they count as different entities
leading-zeros-pairs = codes differ only in leading zeros: { $pairs }
leading-zeros-many-pairs = codes differ only in leading zeros: { $pairs } and { $more } more
leading-zeros-hint = they count as different entities
pair = `{ $one }` and `{ $other }`

length = A column that is built in memory has another number of rows than there are entities.
    .example = `budget`: the column has 3 rows, but there are 4 entities
length-rows = the number of rows of the column is { $rows }, that of the entities { $entities }

malformed-number = A cell looks like a number, but is not written as one.
    .example = data.csv line 2, `budget`, entity `A`: `12,34,567` is not a well-formed number; allowed: digits, one decimal mark with digits behind it, thousands separators before groups of three digits
malformed-number-cell = `{ $text }` is not a well-formed number
malformed-number-hint = allowed: digits, one decimal mark with digits behind it, thousands separators before groups of three digits

missing-column-code = no column `{ $column }`, which holds the code of the entities
missing-column-code-hint = { $hint } (separator { $separator })
missing-column-period = no column `{ $column }`, which holds the period
header-holds = the header holds { $names }

missing-exclusion-column = The column by which rows are left out is not in the data, so those rows count.
    .example = data.csv line 1, `took_part`: no column `took_part`, so no row is left out as did not take part; the header holds `code`, `budget`
missing-exclusion-column-named = no column `{ $column }`, so no row is left out as { $why }

missing-group = A group column is not in the data, so there are no ranks by it.
    .example = data.csv line 1, `sector`: no column `sector`, so there are no groups by it; did you mean `Sector`?
missing-group-column = no column `{ $column }`, so there are no groups by it

missing-name = The register lacks the column with the names of entities.
    .example = entities.csv line 1, `entity`: no column `entity`, so the register names nobody; the header holds `code`, `sector`
missing-name-register = no column `{ $column }`, so the register names nobody

mixed-decimals = A column has numbers with a decimal point and numbers with a decimal comma.
    .example = data.csv line 4, `budget`, entity `C`: `12,5` has a decimal comma, but `1.5` on line 2 has a decimal point; write the whole column with one decimal mark
mixed-decimals-comma = `{ $comma }` has a decimal comma, but `{ $point }` on line { $line } has a decimal point
mixed-decimals-point = `{ $point }` has a decimal point, but `{ $comma }` on line { $line } has a decimal comma
mixed-decimals-hint = write the whole column with one decimal mark

no-rows = The table has no rows, or every row is left out.
    .example = data.csv: the table has a header and no rows
no-rows-below-header = the table has a header and no rows
no-rows-all-left-out = every row is left out: { $reasons }

not-a-number = A cell is not a number, and it is not declared to mean that there is no value.
    .example = data.csv line 2, `budget`, entity `A`: `ND` is not a number; if it means "no value", declare it under `[data]`: missing = ["", "ND"]
not-a-number-cell = `{ $text }` is not a number
number-alone-hint = write the number alone
missing-mark-hint = if it means "no value", declare it under `[data]`: missing = [{ $marks }]

not-finite-cell = `{ $text }` is not a finite number
not-finite-too-large = `{ $text }` is too large for a number
not-finite-too-large-hint = numbers go up to { $largest }

not-in-register = Codes of the data are not in the register.
    .example = entities.csv: 1 code of the data is not in the register: `5002`; the register has `05002`: the codes differ only in leading zeros
not-in-register-codes = { $count ->
    [one] 1 code of the data is not in the register: { $codes }
   *[other] { $count } codes of the data are not in the register: { $codes }
}
not-in-register-zeros-hint = the register has `{ $code }`: the codes differ only in leading zeros

not-numbers = A column of a data frame holds neither numbers nor text.
    .example = data.parquet, `founded`: the column is of type date; it must hold numbers, texts or truth values
not-numbers-column = the column is of type { $type }
not-numbers-hint = it must hold numbers, texts or truth values

not-text = The file is not a text table.
    .example = data.xlsx: the file looks like an Excel workbook (.xlsx), not like a text table; save the sheet as CSV UTF-8
not-text-nul = the file holds NUL bytes, so it is not a text table
not-text-nul-hint = if it comes from Excel, save the sheet as CSV UTF-8
not-text-xlsx = the file looks like an Excel workbook (.xlsx), not like a text table
not-text-xls = the file looks like an old Excel workbook (.xls), not like a text table
not-text-workbook-hint = save the sheet as CSV UTF-8
not-text-parquet = the file looks like a Parquet file, not like a text table
not-text-parquet-hint = read it as Parquet, or export it as CSV

note = A line under the table is treated as a note and left out.
    .example = data.csv line 140: `Source: DNP` under the table is treated as a note and left out
note-left-out = `{ $text }` under the table is treated as a note and left out

open-quote = A quote is not closed, or text follows the quote that closes a cell.
    .example = data.csv line 3: the quote before `1` is not closed, so nothing from here on can be read; close the quote, or write a quote inside a quoted cell twice
open-quote-not-closed = the quote before `{ $text }` is not closed, so nothing from here on can be read
open-quote-not-closed-hint = close the quote, or write a quote inside a quoted cell twice
open-quote-text-behind = text follows the end of the quote before `{ $text }`, so nothing from here on is read
open-quote-text-behind-hint = end the cell with the quote; write a quote inside a quoted cell twice

out-of-range = A number is outside of the range that is declared for its column.
    .example = data.csv line 2, `share`, entity `A`: `100,5` is more than 100; allowed: 0 to 100
out-of-range-low = `{ $text }` is less than { $bound }
out-of-range-high = `{ $text }` is more than { $bound }
out-of-range-both-hint = allowed: { $low } to { $high }
out-of-range-low-hint = allowed: at least { $low }
out-of-range-high-hint = allowed: at most { $high }

parentheses = A number stands in parentheses.
    .example = data.csv line 2, `balance`, entity `A`: `(12.5)` stands in parentheses; write a negative number with a minus sign
parentheses-cell = `{ $text }` stands in parentheses
parentheses-hint = write a negative number with a minus sign

percent = A number has a percent sign.
    .example = data.csv line 2, `share`, entity `A`: `12.5%` has a percent sign; write the number alone
percent-cell = `{ $text }` has a percent sign

phrase-as-code = The last code is a phrase unlike all others, as if a note were read as an entity.
    .example = data.csv line 140: the last code, `Source: DNP`, is a phrase unlike all others; it is read as an entity; if the row is a note, remove it or put it in quotes
phrase-as-code-last = the last code, `{ $text }`, is a phrase unlike all others
phrase-as-code-hint = it is read as an entity; if the row is a note, remove it or put it in quotes

ragged-row = A row has another number of fields than the header.
    .example = data.csv line 2, entity `A`: 3 fields where the header has 2; a cell with the separator `,` inside must stand in quotes
ragged-row-fields = { $found ->
    [one] 1 field where the header has { $wanted }
   *[other] { $found } fields where the header has { $wanted }
}
ragged-row-note-hint = if it is a note under the table, remove it or put it in quotes
ragged-row-long-hint = a cell with the separator { $separator } inside must stand in quotes
ragged-row-short-hint = add the separators { $separator } that are missing, or join the row if a line break divides it

repeated-column = The header has a name twice that nobody asks for.
    .example = data.csv line 1, `remark`: `remark` is the name of columns 2 and 4
repeated-column-name = `{ $name }` is the name of columns { $first } and { $second }

duplicate-column-name = `{ $name }` is the name of columns { $first } and { $second }
duplicate-column-hint = rename or remove one of them
duplicate-column-given = the column is given twice

spreadsheet-error = A cell holds an error value of a spreadsheet.
    .example = data.csv line 2, `share`, entity `A`: `#DIV/0!` is an error value of a spreadsheet; correct the formula, or leave the cell empty
spreadsheet-error-cell = `{ $text }` is an error value of a spreadsheet
spreadsheet-error-hint = correct the formula, or leave the cell empty

total-row = A row looks like totals or means, and is read as an entity.
    .example = data.csv line 140: `Total` looks like a row of totals; it is read as an entity; remove the row, or leave it out with `[[data.exclude]]`
total-row-named = `{ $text }` looks like a row of totals
total-row-odd-code = code `{ $text }` is the only one that does not consist of digits
total-row-hint = it is read as an entity; remove the row, or leave it out with `[[data.exclude]]`

two-decimal-marks = Some columns are written with a decimal point and others with a decimal comma.
    .example = data.csv line 1: columns differ in their decimal mark: a point in `y`; a comma in `x`; declare `decimal` for the columns where both are meant
two-decimal-marks-columns = columns differ in their decimal mark: a point in { $point }; a comma in { $comma }
two-decimal-marks-hint = declare `decimal` for the columns where both are meant

unknown-answer = A cell is not one of the answers that are declared for its column.
    .example = data.csv line 2, `served`, entity `A`: `yes` is not one of the answers of this column; allowed: `No`, `Yes`
unknown-answer-cell = `{ $text }` is not one of the answers of this column
allowed-words-and-more = allowed: { $words } and { $more } more

unnamed-column = A column holds data and has no name; it is not read.
    .example = data.csv line 3: column 4 has no name, but holds data such as `7`; it is not read
unnamed-column-with-data = column { $column } has no name, but holds data such as `{ $text }`; it is not read

unreadable = A file cannot be read.
    .example = data.csv: the file cannot be read: permission denied
unreadable-file = the file cannot be read: { $error }

wrong-decimal = A number has another decimal mark than the one that is declared.
    .example = data.csv line 2, `budget`, entity `A`: `1.5` is not a number with a decimal comma; `decimal = ","` is declared for this column
wrong-decimal-point = `{ $text }` is not a number with a decimal point
wrong-decimal-comma = `{ $text }` is not a number with a decimal comma
wrong-decimal-hint = `decimal = "{ $mark }"` is declared for this column

### How a table was found to be written

dialect = { $parts }
dialect-encoding = { $encoding }
dialect-encoding-with-mark = { $encoding } with BOM
dialect-separator = separator { $separator }
separator-tab = tab
dialect-whole-numbers = whole numbers
dialect-decimal-point = decimal point
dialect-decimal-comma = decimal comma
dialect-both-decimals = { $point ->
    [one] decimal point in 1 column, decimal comma in { $comma }
   *[other] decimal point in { $point } columns, decimal comma in { $comma }
}
dialect-header = header on line { $line }
dialect-notes = { $count ->
    [one] note on line { $line } left out
   *[other] { $count } notes from line { $line } on left out
}

## The program

all-runs-failed = No run of a study gave scores, so that there is nothing to say about the ranks.
    .example = none of 1000 runs gave scores; the first failed with: `geometric-mean` of `A`: child `A.x` of entity `E6` scores `0`; narrow the factors of `[uncertainty]`
all-runs-failed-first = { $count ->
    [one] the only run gave no scores; it failed with: { $why }
   *[other] none of { $count } runs gave scores; the first failed with: { $why }
}
all-runs-failed-hint = narrow the factors of `[uncertainty]`
failed-runs = Some runs of a study failed, and the shares are those of the other runs.
    .example = 30 of 400 runs failed and are not counted: `geometric-mean` of `A`: child `A.x` of entity `E6` scores `0`
failed-runs-of = { $count ->
    [one] 1 of { $runs } runs failed and is not counted: { $why }
   *[other] { $count } of { $runs } runs failed and are not counted: { $why }
}
failed-runs-base-rows = { $count ->
    [one] 1 of { $rows } base rows of --sobol is left out because one of its runs failed; the shares hold for the other rows
   *[other] { $count } of { $rows } base rows of --sobol are left out because one of their runs failed; the shares hold for the other rows
}
nothing-to-rank-few-entities = fewer than two entities have a rank
nothing-to-rank-few-entities-hint = a study of ranks needs two or more
screened = The rules of `[screen]` leave out an indicator because it has too little data.
    .example = `staff`: the indicator is left out: 40 % of the entities have a value, and 60 % are needed
screened-indicator = the indicator is left out: { $why }
unknown-period = No row has the period that was asked for.
    .example = no row has the period `2019`; the column `year` holds `2020`, `2021`
unknown-period-no-row = no row has the period `{ $period }`
unknown-period-hint = the column `{ $column }` holds { $periods }
unknown-period-no-column-hint = name the column that holds the periods in `period` under `[data]`

## Codes

bad-method = TODO
    .example = TODO
bad-share = TODO
    .example = TODO
bad-value = TODO
    .example = TODO
cannot-fit = TODO
    .example = TODO
constraint = TODO
    .example = TODO
cycle = TODO
    .example = TODO
drawn-weights = TODO
    .example = TODO
duplicate-code = TODO
    .example = TODO
duplicate-column = TODO
    .example = TODO
duplicate-factor = TODO
    .example = TODO
empty-code = TODO
    .example = TODO
empty-column = TODO
    .example = TODO
empty-file = TODO
    .example = TODO
empty-node = TODO
    .example = TODO
empty-weight-set = TODO
    .example = TODO
extreme-weight = TODO
    .example = TODO
failing-alternative = TODO
    .example = TODO
half-present = TODO
    .example = TODO
idle-direction = TODO
    .example = TODO
idle-factor = TODO
    .example = TODO
idle-parameter = TODO
    .example = TODO
impossible-aggregation = TODO
    .example = TODO
impossible-factor = TODO
    .example = TODO
index-without-child = TODO
    .example = TODO
inner-with-column = TODO
    .example = TODO
interval = TODO
    .example = TODO
leaf-without-column = TODO
    .example = TODO
missing-column = TODO
    .example = TODO
negative-weight = TODO
    .example = TODO
no-child = TODO
    .example = TODO
no-entity = TODO
    .example = TODO
no-exact-answer = TODO
    .example = TODO
no-factor = TODO
    .example = TODO
no-period = TODO
    .example = TODO
no-tree = TODO
    .example = TODO
not-finite = TODO
    .example = TODO
not-positive = TODO
    .example = TODO
nothing-in-common = TODO
    .example = TODO
nothing-to-rank = TODO
    .example = TODO
other-columns = TODO
    .example = TODO
other-plan = TODO
    .example = TODO
outside-domain = TODO
    .example = TODO
outside-range = TODO
    .example = TODO
rule-of-inner-node = TODO
    .example = TODO
rule-of-leaf = TODO
    .example = TODO
rule-syntax = TODO
    .example = TODO
same-alternatives = TODO
    .example = TODO
scores-differ = TODO
    .example = TODO
second-root = TODO
    .example = TODO
share = TODO
    .example = TODO
text-and-number = TODO
    .example = TODO
text-arithmetic = TODO
    .example = TODO
tolerance = TODO
    .example = TODO
toml-syntax = TODO
    .example = TODO
two-parameters = TODO
    .example = TODO
two-trees = TODO
    .example = TODO
unknown-column = TODO
    .example = TODO
unknown-key = TODO
    .example = TODO
unknown-level = TODO
    .example = TODO
unknown-method = TODO
    .example = TODO
unknown-node = TODO
    .example = TODO
unknown-parent = TODO
    .example = TODO
unknown-type = TODO
    .example = TODO
unranked-unknown = TODO
    .example = TODO
unsolved = TODO
    .example = TODO
unused-scores = TODO
    .example = TODO
weight = TODO
    .example = TODO
weight-missing = TODO
    .example = TODO
weights = TODO
    .example = TODO
weights-differ = TODO
    .example = TODO
whole-columns = TODO
    .example = TODO
without-index = TODO
    .example = TODO
zero-divisor = TODO
    .example = TODO
zero-weight = TODO
    .example = TODO
zero-weights = TODO
    .example = TODO

unknown-key-here = unknown key `{ $key }`
wrong-node = TODO
    .example = TODO
overlapping-factors = TODO
    .example = TODO
ambiguous-group = TODO
    .example = TODO
goalposts = TODO
    .example = TODO
duplicate-weight = TODO
    .example = TODO
