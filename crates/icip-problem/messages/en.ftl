# The messages of icip in English, in the format of Project Fluent.
#
# For every code there is a message called like the code: one sentence that says what the code means, and an example as a
# user meets it. Behind it stand the texts of that code. Fragments begin with a lowercase letter, because they follow
# the place where the problem is; values stand in backticks; hints say what would be allowed, or what to do.

## Used by several codes

did-you-mean = did you mean `{ $word }`?
allowed-words = allowed: { $words }
rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}

and-more = { $names } and { $more } more
and-in-more-cells = { $what }, and in { $count } more cells of this column (lines { $lines })
and-on-more-lines = { $what }, and on { $count } more lines ({ $lines })

# Where a problem is, and what surrounds its text.
place = { $parts }
place-cell = { $file }, { $cell }
place-entity = entity `{ $entity }`
place-field = `{ $field }`
place-file = { $file }
place-file-line = { $file } line { $line }
place-line = line { $line }
place-sheet = { $file }, { $sheet }
place-sheet-row = { $file }, { $sheet } row { $row }
problem-and-more = { $more ->
    [one] { $first } (and 1 more problem)
   *[other] { $first } (and { $more } more problems)
}
problem-at-place = { $place }: { $what }
problem-on-lines = { $what }; the same on { $lines ->
    [one] line { $shown }
   *[other] { $lines } more lines: { $shown }
}
problem-on-lines-and-more = { $what }; the same on lines { $shown } and { $more } more
problem-with-hint = { $what }; { $hint }

# How a language writes numbers.
number-decimal-mark = .

size-gigabytes = { $size } GB
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

## Codes that several parts of the library use

duplicate-column = Two columns that are needed have the same name.
    .example = data.csv line 1, `staff`: `staff` is the name of columns 2 and 4; rename or remove one of them

empty-code = An entity or a node has no code.
    .example = data.csv line 7, `code`: the row has no code; give the entity a code, remove the row, or leave it out with `[[data.exclude]]`

empty-file = The file holds no table.
    .example = data.csv: the file holds no table

header-rows = A sheet has a header of several rows, found by itself.
    .example = datos.xlsx, Hoja1 row 3: the header was found in the rows 2, 3, whose texts are joined; declare `header` under `[data]` if it stands elsewhere
header-rows-found = the header was found in the rows { $lines }, whose texts are joined; declare `header` under `[data]` if it stands elsewhere

hidden-cells = A row or a column that is read is hidden in the sheet.
    .example = datos.xlsx, Hoja1 row 5: 2 rows are hidden, or filtered out, and were read: 5, 9
hidden-cells-columns = { $count ->
    [one] a column is hidden and was read: { $columns }
   *[other] { $count } columns are hidden and were read: { $columns }
}
hidden-cells-rows = { $count ->
    [one] a row is hidden, or filtered out, and was read: { $rows }
   *[other] { $count } rows are hidden, or filtered out, and were read: { $rows }
}

lost-digits = A code is a number of more than 15 digits, which a spreadsheet cannot hold.
    .example = datos.xlsx, Hoja1!A2, `code`, entity `123456789012345680`: `123456789012345680` is a number of more than 15 digits, of which a spreadsheet keeps 15; write the codes as text
lost-digits-code = `{ $text }` is a number of more than 15 digits, of which a spreadsheet keeps 15
lost-digits-hint = write the codes as text

lost-zeros = A code of the data has lost the zeros in front with which the register has it.
    .example = datos.xlsx, Hoja1!A2, `code`, entity `5001`: the register has no code `5001`, but `05001`; a spreadsheet has taken the code for a number; write the codes as text, or declare `width` under `[data]`
lost-zeros-code = the register has no code `{ $code }`, but `{ $meant }`
lost-zeros-hint = a spreadsheet has taken the code for a number; write the codes as text, or declare `width` under `[data]`

masked-codes = Codes are numbers that their format shows with other signs, and are read by their digits.
    .example = datos.xlsx, Hoja1!A2, `code`: 1101 codes are numbers that their format shows with other signs, such as `05-001` for 5001; they are read by their digits, as `5001`; write the codes as text
masked-codes-column = { $count ->
    [one] a code is a number that its format shows with other signs, such as `05-001` for 5001; it is read by its digits, as `{ $text }`
   *[other] { $count } codes are numbers that their format shows with other signs, such as `05-001` for 5001; they are read by their digits, as `{ $text }`
}
masked-codes-hint = write the codes as text

merged-cells = Cells of a column that is read are merged, so that only the first of them has a value.
    .example = datos.xlsx, Hoja1!C6, `sector`: the cells C5:C9 are merged, so that only the first of them has a value; unmerge them and write the value into each
merged-cells-area = the cells { $area } are merged, so that only the first of them has a value
merged-cells-hint = unmerge them and write the value into each

other-format = A file is not of the format that its name promises, and is read as what it is.
    .example = datos.xls: the file is no workbook but text, and is read as CSV
other-format-text = the file is no workbook but text, and is read as CSV
other-format-workbook = the file is a workbook ({ $format }), and is read as one

padded-codes = Codes are numbers that their format shows with zeros in front, and are read as they are shown.
    .example = datos.xlsx, Hoja1!A2, `code`: 1101 codes are numbers that their format shows with zeros in front, and are read as they are shown: 5001 as `05001`
padded-codes-column = { $count ->
    [one] a code is a number that its format shows with zeros in front, and is read as it is shown: { $number } as `{ $text }`
   *[other] { $count } codes are numbers that their format shows with zeros in front, and are read as they are shown: { $number } as `{ $text }`
}

percent-format = Numbers of a sheet are shown as percentages.
    .example = datos.xlsx, Hoja1!F2, `share`: 50 numbers of this column are shown as percentages; what is shown as 12 % is read as 0.12
percent-format-column = { $count ->
    [one] a number of this column is shown as a percentage; what is shown as { $shown } % is read as { $value }
   *[other] { $count } numbers of this column are shown as percentages; what is shown as { $shown } % is read as { $value }
}
percent-format-some = { $count ->
    [one] a number of this column is shown as a percentage, and { $others ->
        [one] another one is not
       *[other] { $others } are not
    }; what is shown as { $shown } % is read as { $value }
   *[other] { $count } numbers of this column are shown as percentages, and { $others ->
        [one] another one is not
       *[other] { $others } are not
    }; what is shown as { $shown } % is read as { $value }
}

sheet-chosen = A workbook has several sheets, and one was chosen.
    .example = datos.xlsx: the sheet `Respuestas` is read, because it has the most of the columns that are asked for; the sheets are `Portada`, `Respuestas`; --sheet chooses another
sheet-chosen-hidden = the hidden sheet `{ $sheet }` is read, because no visible one fits; the sheets are { $sheets }
sheet-chosen-most = the sheet `{ $sheet }` is read, because it has the most of the columns that are asked for; the sheets are { $sheets }
sheet-chosen-data-hint = --sheet chooses another
sheet-chosen-published-hint = --published-sheet chooses another
sheet-chosen-other-hint = a file with that sheet alone leaves no choice

doubtful-formulas = All formulas of a sheet have the result 0, and the file says that they are yet to be computed.
    .example = datos.xlsx, Hoja1!F2, `income`: the results of 136 formulas in the table are 0, as a program writes them that cannot compute, and the file asks to be computed when it is opened; open the workbook in a spreadsheet, recalculate it, and save it
doubtful-formulas-zero = { $count ->
    [one] the result of a formula in the table is 0, as a program writes it that cannot compute, and the file asks to be computed when it is opened
   *[other] the results of { $count } formulas in the table are 0, as a program writes them that cannot compute, and the file asks to be computed when it is opened
}

uncalculated-formula = A cell holds a formula, and the file does not hold its result.
    .example = datos.xlsx, Hoja1!F2, `income`, entity `A`: the cell holds a formula whose result is not in the file; open the workbook in a spreadsheet, recalculate it, and save it
uncalculated-formula-cell = the cell holds a formula whose result is not in the file
uncalculated-formula-hint = open the workbook in a spreadsheet, recalculate it, and save it

unknown-column = A column is named that does not exist, or that no leaf reads.
    .example = structure.csv line 1, `wieght`: unknown column `wieght`; did you mean `weight`?

limit-exceeded = An input is larger than a limit that is declared.
    .example = data.csv: the header has 200000 columns, and 100000 are allowed; if that is meant, raise the limit, as `--limit columns=N`
limit-exceeded-hint = if that is meant, raise the limit, as `--limit { $name }=N`
limit-exceeded-memory-hint = use less: read the data in blocks (`icip score --stream`), or make fewer runs; or raise the limit, as `--limit memory=N`
limit-exceeded-memory = about { $needed } of memory would be needed, and { $limit } are available

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
    .example = data.csv: the separator `\n` cannot separate fields; it must be a character that is neither a quote nor the end of a line
bad-delimiter-char = the separator `{ $separator }` cannot separate fields
bad-delimiter-hint = it must be a character that is neither a quote nor the end of a line

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
    .example = data.parquet: the file cannot be read as Parquet: it does not end as a Parquet file does, with `PAR1`
bad-file-parquet = the file cannot be read as Parquet: { $error }
bad-file-frame = a column of the data frame cannot be read: { $error }
bad-file-arrow = the file cannot be read as Arrow IPC: { $error }
bad-file-columns = its columns have different numbers of rows
bad-file-declared-length = a length that it declares is negative, or reaches beyond its end
bad-file-declared-rows = the numbers of rows that it declares contradict each other
bad-file-declared-size = a part of it declares to be much larger than what it holds can be
bad-file-nested = its columns are nested to more than { $limit } levels, or are too many
bad-file-not-arrow = it does not end as an Arrow IPC file does, with `ARROW1`
bad-file-not-parquet = it does not end as a Parquet file does, with `PAR1`
bad-file-no-part = it has no part `{ $part }`
bad-file-no-workbook = it is no workbook of a spreadsheet
bad-file-order = the cells of row { $row } are not in order, or lie beyond the last column of a sheet
bad-file-page = the file is a page of a web site or another text of marks, and no workbook, whatever its name says
bad-file-password = the workbook is protected by a password
bad-file-password-hint = save a copy without the password
bad-file-workbook = the file cannot be read as a workbook: { $error }
bad-file-workbook-hint = open it in a spreadsheet and save it again, as .xlsx or as CSV
bad-file-gave-up = the reader gave up, because the file is damaged or not complete ({ $error })

blank-in-number = A number has a space inside.
    .example = data.csv line 2, `budget`, entity `A`: `1 234` has a space inside the number; remove the space, or declare `thousands = " "` under `[data.columns."name"]`
blank-in-number-cell = `{ $text }` has a space inside the number
blank-in-number-hint = remove the space, or declare `thousands = " "` under `[data.columns."name"]`
thousands-groups-hint = `thousands = "{ $mark }"` is declared for this column, and stands between groups of three digits only, as in `12{ $mark }345`

blank-rows = Rows without any value are left out.
    .example = data.csv line 7: 2 rows without any value are left out, the first of them here
blank-rows-left-out = { $count ->
    [one] a row without any value is left out
   *[other] { $count } rows without any value are left out, the first of them here
}

boolean = A Boolean value stands in a column of numbers.
    .example = data.csv line 2, `served`, entity `A`: `TRUE` is a Boolean value, not a number; write 1 and 0, or declare the answers that the column may hold
boolean-cell = `{ $text }` is a Boolean value, not a number
boolean-hint = write 1 and 0, or declare the answers that the column may hold

changed-file = A file that is read more than once has changed in between.
    .example = data.csv: the file has changed since it was read the first time; run the command again once no program is writing to it
changed-file-between-passes = the file has changed since it was read the first time
changed-file-hint = run the command again once no program is writing to it

control-character = The name of a column, or a code, name, group or period, holds a control character.
    .example = data.csv line 4: a code, name, group or period of the row holds the control character U+0008; remove it: control characters cannot be seen, and other programs end a text there or obey them
control-character-row = a code, name, group or period of the row holds the control character { $character }
control-character-name = the name of column { $column } holds the control character { $character }
control-character-hint = remove it: control characters cannot be seen, and other programs end a text there or obey them

currency = A number has a currency sign.
    .example = data.csv line 2, `budget`, entity `A`: `$ 1.200` has a currency sign; write the number alone
currency-cell = `{ $text }` has a currency sign

date = A date stands in a column of numbers.
    .example = data.csv line 2, `days`, entity `A`: `23-abr` is a date, not a number; a spreadsheet may have turned a number such as `23.4` into a date: format the column as text, enter the number again and export the sheet
date-cell = `{ $text }` is a date, not a number
date-hint = a spreadsheet may have turned a number such as `23.4` into a date: format the column as text, enter the number again and export the sheet

duplicate-entity = Two rows have the same code, or the same code and period.
    .example = data.csv line 9, entity `05001`: duplicate entity `05001`; it first appears on line 3
duplicate-entity-key = duplicate entity `{ $key }`
duplicate-entity-form-hint = each sheet needs a code of its own
duplicate-entity-line-hint = it first appears on line { $line }
duplicate-entity-row-hint = it first appears in row { $row }

empty-cell = A cell is empty, and an empty cell is not declared to mean that there is no value.
    .example = data.csv line 2, `budget`, entity `A`: the cell is empty; if an empty cell means "no value", declare it under `[data]`, as `missing = [""]`
empty-cell-cell = the cell is empty
empty-cell-hint = if an empty cell means "no value", declare it under `[data]`, as `missing = [{ $marks }]`

empty-code-row = the row has no code
empty-code-numbered-row = row { $row } has no code
empty-code-hint = give the entity a code, remove the row, or leave it out with `[[data.exclude]]`
empty-code-sheet-hint = give the entity a code, empty the row, or leave it out with `--range` or with `[[data.exclude]]`
empty-code-draft = the row has no code, and no other column tells such rows apart from the entities
empty-code-draft-hint = give the entity a code, or remove the row

empty-file-no-table = the file holds no table
left-out-end-hint = `ends-before` under `[data]` ends the table before line { $line }
left-out-comments-hint = `comment` under `[data]` leaves out { $count ->
    [one] line { $first }
   *[other] { $count } lines from line { $first } on
}
left-out-hints = { $first }; { $second }

empty-period = A row has no period, although the data have a column of periods.
    .example = data.csv line 2, entity `05001`: the row has no period
empty-period-row = the row has no period

groups = An entity that is built in memory does not have one group for each group column.
    .example = entity `05001`: the entity has 1 group, and there are 2 group columns
groups-counts = { $found ->
    [one] the entity has 1 group
   *[other] the entity has { $found } groups
}, and { $wanted ->
    [one] there is 1 group column
   *[other] there are { $wanted } group columns
}

header-not-first = Lines above the header are left out.
    .example = data.csv line 1: the line above the header on line 2 is left out
header-not-first-lines = { $count ->
    [one] the line above the header on line { $header } is left out
   *[other] lines { $lines } above the header on line { $header } are left out
}

leading-zeros = Two codes differ only in leading zeros, as if two programs had written one entity.
    .example = data.csv line 3: codes differ only in leading zeros: `05001` and `5001`; they count as different entities
leading-zeros-pairs = codes differ only in leading zeros: { $pairs }
leading-zeros-many-pairs = codes differ only in leading zeros: { $pairs } and { $more } more
leading-zeros-hint = they count as different entities

letter-case = Two codes differ only in small and capital letters, as if two people had written one entity.
    .example = data.csv line 3: codes differ only in case: `BOG` and `bog`; they count as different entities
letter-case-pairs = codes differ only in case: { $pairs }
letter-case-many-pairs = codes differ only in case: { $pairs } and { $more } more
letter-case-hint = they count as different entities
pair = `{ $one }` and `{ $other }`

length = A column that is built in memory does not have one row for each entity.
    .example = `budget`: the column has 3 rows, and there are 4 entities
length-rows = { $rows ->
    [one] the column has 1 row
   *[other] the column has { $rows } rows
}, and { $entities ->
    [one] there is 1 entity
   *[other] there are { $entities } entities
}

limit-exceeded-file = the file is too large to be held in memory, of which { $limit } are available
limit-exceeded-nodes = the framework has { $found } nodes, and { $limit } are allowed
limit-exceeded-depth = the tree has { $found } levels below the index, and { $limit } are allowed
limit-exceeded-text = the texts of the framework are longer than { $limit } bytes
limit-exceeded-edits = the frameworks differ in { $count } edits, and at most { $limit } are made in all orders
limit-exceeded-edits-hint = make them one by one in the stated order
limit-exceeded-study = { $runs } runs of { $entities } entities are { $found } scores of the index, and { $limit } are allowed
limit-exceeded-report = { $entities } entities with { $nodes } nodes are { $found } scores in a report, and { $limit } are allowed
limit-exceeded-bytes = the table is longer than { $limit } bytes
limit-exceeded-columns = the header has { $found } columns, and { $limit } are allowed
limit-exceeded-rows = the table has more than { $limit } rows

limit-exceeded-record = a row is longer than { $limit } bytes
limit-exceeded-field = a cell is longer than { $limit } bytes
more-problems-of-code = { $count ->
    [one] 1 more problem with the code `{ $code }` is
   *[other] { $count } more problems with the code `{ $code }` are
} not listed
more-problems-of-code-hint = `--limit problems=N` says how many of each code are listed

malformed-number = A cell looks like a number, but is not written as one.
    .example = data.csv line 2, `budget`, entity `A`: `12,34,567` is not a well-formed number; allowed: digits, one decimal mark followed by digits, thousands separators before groups of three digits
malformed-number-cell = `{ $text }` is not a well-formed number
malformed-number-hint = allowed: digits, one decimal mark followed by digits, thousands separators before groups of three digits

missing-column-code = there is no column `{ $column }`, which should hold the codes of the entities
missing-column-code-observed-hint = name it as `code` under `[data]`, or call it as statistics offices do ({ $names }); { $hint }
missing-column-code-hint = { $hint } (the separator is { $separator })
missing-column-draft = no column tells the entities apart: none of { $names } is filled and different in every row, nor together with a period
missing-column-draft-hint = add a column with a code for each entity, called `code` or `codigo`
missing-column-indicator = no column says of which indicator a row is
missing-column-indicator-hint = name it as `indicator` under `[data.long]`, or the indicator itself as `single` where the table has one; the header holds { $columns }
missing-column-compound = the column `{ $column }` holds several keys at once, as the text format (TSV) of Eurostat has it
missing-column-compound-hint = download the table as SDMX-CSV, where each key has a column of its own
missing-column-observed = there is no column `{ $column }`, which `[data.long]` names
missing-column-value = no column holds the values
missing-column-value-hint = name it as `value` under `[data.long]`; the header holds { $columns }
missing-column-years = no column is called like a year
missing-column-years-hint = columns such as `2015` or `2015 [YR2015]` hold the values; the header holds { $columns }
missing-column-period = there is no column `{ $column }`, which should hold the periods
header-holds = the header holds { $names }

missing-exclusion-column = The column by which rows are left out is not in the data, so those rows count.
    .example = data.csv line 1, `took_part`: there is no column `took_part`, so no row is left out for the reason "did not take part"; the header holds `code`, `budget`
missing-exclusion-column-named = there is no column `{ $column }`, so no row is left out for the reason "{ $why }"

missing-group = A group column is not in the data, so there are no ranks by it.
    .example = data.csv line 1, `sector`: there is no column `sector`, so there are no groups by it; did you mean `Sector`?
missing-group-column = there is no column `{ $column }`, so there are no groups by it

missing-name = The column with the names of entities is not in the table.
    .example = entities.csv line 1, `entity`: there is no column `entity`, so the entities have no names; the header holds `code`, `sector`
missing-name-column = there is no column `{ $column }`, so the entities have no names

deciding-cell = One cell of a column decides that all others are thousands.
    .example = data.csv line 12, `rate`, entity `10`: `4,5` alone decides how the numbers of the column are read: `12.345` on line 2 is 12345 because of it; declare `decimal = "."` or `decimal = ","` under `[data]`, or under `[data.columns."name"]` for one column
deciding-cell-alone = `{ $text }` alone decides how the numbers of the column are read: `{ $other }` on line { $line } is { $value } because of it

mixed-encodings = One part of the file is UTF-8 and another is not.
    .example = data.csv line 4: the file is not UTF-8 on line 4, and is UTF-8 on line 1, which holds `ó`; save the file as UTF-8, or declare `encoding = "windows-1252"` under `[data]` if the file is as it should be
mixed-encodings-file = the file is not UTF-8 on line { $line }, and is UTF-8 on line { $other }, which holds `{ $sequence }`
mixed-encodings-hint = save the file as UTF-8, or declare `encoding = "windows-1252"` under `[data]` if the file is as it should be

mixed-names = A table of observations names an entity in two ways in a period.
    .example = datos.csv line 7, entity `COL 2020`: the entity is called `Col` here, and `Colombia` on line 3; the first name is taken
mixed-names-row = the entity is called `{ $name }` here, and `{ $first }` on line { $line }
mixed-names-row-hint = the first name is taken

mixed-percent = A number of a sheet is not shown as a percentage and is larger than all of its column that are.
    .example = datos.xlsx, Hoja1!F9, `share`: 45 is not shown as a percentage, and 50 other numbers of this column are: what is shown as 12 % is read as 0.12; show all of them alike, or declare `unit = "%"` under `[data.columns."name"]`
mixed-percent-cell = { $other } is not shown as a percentage, and { $count ->
    [one] another number of this column is
   *[other] { $count } other numbers of this column are
}: what is shown as { $shown } % is read as { $value }
mixed-percent-hint = show all of them alike, or declare `unit = "%"` under `[data.columns."name"]`

mixed-thousands = A column writes thousands with a mark and without one.
    .example = data.csv line 3, `budget`, entity `B`: `2.500` is read as 2500, and `1234,5` on line 2 has no mark of thousands; declare `decimal = "."` or `decimal = ","` under `[data]`, or under `[data.columns."name"]` for one column
mixed-thousands-cell = `{ $text }` is read as { $value }, and `{ $other }` on line { $line } has no mark of thousands

begins-like-formula = A code, a name, a group or a period begins like a formula of a spreadsheet, so that it gets an apostrophe before it in CSV files.
    .example = data.csv line 9, `name`: `=HYPERLINK("http...` begins like a formula of a spreadsheet; in CSV files an apostrophe is written before it, which is taken away when the file is read
begins-like-formula-cell = `{ $text }` begins like a formula of a spreadsheet
begins-like-formula-cells = { $more ->
    [one] `{ $text }` begins like a formula of a spreadsheet, and so does 1 more cell of this column
   *[other] `{ $text }` begins like a formula of a spreadsheet, and so do { $more } more cells of this column
}
begins-like-formula-hint = in CSV files an apostrophe is written before it, which is taken away when the file is read

period-as-number = Periods are years that a program has written as other numbers, and are read as years.
    .example = data.csv line 9, `year`: the period `2,021` is read as `2021`
period-as-number-cell = the period `{ $text }` is read as `{ $year }`
period-as-number-cells = { $more ->
    [one] the period `{ $text }` is read as `{ $year }`, and 1 more cell of this column in the same way
   *[other] the period `{ $text }` is read as `{ $year }`, and { $more } more cells of this column in the same way
}

sparse-period = A period has far fewer rows than others.
    .example = data.csv line 9: the period `2021` has only 1 row, and half of the periods have 7 or more
sparse-period-rows = { $count ->
    [one] the period `{ $period }` has only 1 row, and half of the periods have { $usual } or more
   *[other] the period `{ $period }` has only { $count } rows, and half of the periods have { $usual } or more
}

missing-header = The line that is declared to hold the header does not exist.
    .example = data.csv: no row begins on line 40; `header` under `[data]` must name the lines of the header, counted from 1
missing-header-line = no row begins on line { $line }
missing-header-hint = `header` under `[data]` must name the lines of the header, counted from 1
missing-header-draft = no line names the columns: the first line that is as wide as the table holds numbers
missing-header-draft-hint = write the names of the columns above the rows

trailing-fields = All rows have more fields than the header, with nothing in them.
    .example = data.csv line 2: the rows have more fields than the header; nothing stands in them, and they are left out
trailing-fields-left-out = the rows have more fields than the header; nothing stands in them, and they are left out

mixed-decimals = A column has numbers with a decimal point and numbers with a decimal comma.
    .example = data.csv line 4, `budget`, entity `C`: `12,5` has a decimal comma, but `1.5` on line 2 has a decimal point; write the whole column with one decimal mark
mixed-decimals-comma = `{ $comma }` has a decimal comma, but `{ $point }` on line { $line } has a decimal point
mixed-decimals-point = `{ $point }` has a decimal point, but `{ $comma }` on line { $line } has a decimal comma
mixed-decimals-hint = write the whole column with one decimal mark

no-rows = The table has no rows, or every row is left out.
    .example = data.csv: the table has no rows
no-rows-below-header = the table has no rows
no-rows-known-indicator = no row is of an indicator that is asked for; the table has { $indicators }
no-rows-observed = no row is read
no-rows-all-left-out = every row is left out: { $reasons }
no-rows-import = the sheet holds no indicator with data
no-rows-import-hint = the codes of the indicators and their data must stand where the tool has them
no-rows-draft = a table of { $count ->
    [one] 1 row
   *[other] { $count } rows
} shows no scale
no-rows-draft-hint = at least two entities are needed

not-a-number = A cell is not a number, and it is not declared to mean that there is no value.
    .example = data.csv line 2, `budget`, entity `A`: `ND` is not a number; if it means "no value", declare it under `[data]`, as `missing = ["", "ND"]`; if it stands for a number, declare that under `[data.columns."name"]`, as `values = {"{"} "ND" = 0 {"}"}`
not-a-number-rank = `{ $text }` is not a rank
not-a-number-rank-hint = a rank is a number such as `3`, or `=3` for a tie; a cell without a digit means that there is no rank
not-a-number-cell = `{ $text }` is not a number
not-a-number-unusual = `{ $text }` contains unusual characters ({ $characters }), and is therefore not a number
second-header-hint = { $hint }; if the row is a second line of the header, declare `header = [{ $header }, { $first }]` under `[data]`, or leave the row out with `[[data.exclude]]`
number-alone-hint = write the number alone
flag-hint = write the number alone, or declare what may follow the numbers of the column under `[data.columns."name"]`, as `flags = ["{ $flag }"]`
missing-mark-hint = if it means "no value", declare it under `[data]`, as `missing = [{ $marks }]`
missing-mark-or-value-hint = if it means "no value", declare it under `[data]`, as `missing = [{ $marks }]`; if it stands for a number, declare that under `[data.columns."name"]`, as `values = {"{"} { $text } = 0 {"}"}`

not-finite-cell = `{ $text }` is not a finite number
not-finite-too-large = `{ $text }` is too large to be stored
not-finite-too-large-hint = numbers go up to { $largest }

not-in-register = Codes of the data are not in the register.
    .example = entities.csv: 1 code of the data is not in the register: `bog`; they differ from codes of the register only in case: `bog` may be `BOG`
not-in-register-codes = { $count ->
    [one] 1 code of the data is not in the register: { $codes }
   *[other] { $count } codes of the data are not in the register: { $codes }
}
may-be = `{ $code }` may be `{ $meant }`
not-in-register-case-hint = they differ from codes of the register only in case: { $pairs }

not-numbers = A cell of a data frame holds neither a number nor text.
    .example = data.parquet line 1, `founded`, entity `A`: the cell is of type `date`; it must hold a number or text
not-numbers-cell = the cell is of type `{ $kind }`
not-numbers-hint = it must hold a number or text

not-text = The file is not a text table.
    .example = data.xlsx: the file looks like an Excel workbook (.xlsx), not like a text table; save the sheet as CSV UTF-8
not-text-nul = the file holds NUL bytes, so it is not a text table
not-text-nul-hint = if it comes from Excel, save the sheet as CSV UTF-8
not-text-xlsx = the file looks like an Excel workbook (.xlsx), not like a text table
not-text-xls = the file looks like an old Excel workbook (.xls), not like a text table
not-text-zip = the file is a zip archive, not a text table
not-text-zip-hint = unpack it, and name the CSV file that is in it
not-text-workbook-hint = save the sheet as CSV UTF-8
not-text-parquet = the file looks like a Parquet file, not like a text table
not-text-parquet-hint = read it as Parquet, or export it as CSV

comment-lines = Lines of the table are comments by declaration, and are left out.
    .example = data.csv line 3: 2 lines are comments, as `comment` declares, and are left out
comment-lines-left-out = { $count ->
    [one] this line is a comment, as `comment` declares, and is left out
   *[other] { $count } lines are comments, as `comment` declares, and are left out
}

note = A line under the table is treated as a note and left out.
    .example = data.csv line 140: `Source: DNP` under the table is treated as a note and left out
note-declared-end = this line begins as `ends-before` declares; it and everything below are left out
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
out-of-range-draw = factor `{ $factor }` draws `{ $value }`, beyond `{ $end }`
out-of-range-filled-high = `{ $method }` fills the gap with `{ $value }`, more than { $bound }
out-of-range-filled-hint = say in `range` what is to be done: `beyond = "clip"` takes the nearest end, `beyond = "warn"` keeps the value
out-of-range-filled-low = `{ $method }` fills the gap with `{ $value }`, less than { $bound }
out-of-range-both-hint = allowed: { $low } to { $high }
out-of-range-low-hint = allowed: at least { $low }
out-of-range-high-hint = allowed: at most { $high }

parentheses = A number stands in parentheses.
    .example = data.csv line 2, `balance`, entity `A`: `(12.5)` stands in parentheses; write a negative number with a minus sign
parentheses-cell = `{ $text }` stands in parentheses
parentheses-hint = write a negative number with a minus sign

percent = A number has a percent sign.
    .example = data.csv line 2, `share`, entity `A`: `12.5%` has a percent sign; write the number alone, or declare `unit = "%"` under `[data.columns."name"]`
percent-hint = write the number alone, or declare `unit = "%"` under `[data.columns."name"]`
percent-cell = `{ $text }` has a percent sign

phrase-as-code = The last code is a phrase unlike all others, as if a note were read as an entity.
    .example = data.csv line 140: the last code, `Source: DNP`, is a phrase unlike all others; it is read as an entity; if the row is a note, remove it or put it in quotes
phrase-as-code-last = the last code, `{ $text }`, is a phrase unlike all others
phrase-as-code-hint = it is read as an entity; if the row is a note, remove it or put it in quotes

ragged-row = A row does not have as many fields as the header.
    .example = data.csv line 2, entity `A`: the row has 3 fields, and the header has 2; a cell with the separator `,` inside must stand in quotes
ragged-row-fields = { $found ->
    [one] the row has 1 field, and the header has { $wanted }
   *[other] the row has { $found } fields, and the header has { $wanted }
}
ragged-row-note-hint = if it is a note under the table, remove it or put it in quotes
ragged-row-comment-hint = if lines that begin with `#` are comments, declare `comment = "#"` under `[data]`
ragged-row-end-hint = add the separators { $separator } that are missing; or, if the table ends above this row, declare `ends-before = "{ $begin }"` under `[data]`
ragged-row-long-hint = a cell with the separator { $separator } inside must stand in quotes
ragged-row-short-hint = add the separators { $separator } that are missing, or join the row if a line break divides it

repeated-column = Two columns that are not needed have the same name.
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
total-row-comment = the code `{ $text }` looks like a comment, which `comment = "#"` under `[data]` leaves out
total-row-heading = the code `{ $text }` looks like the heading of a note
total-row-sum = `{ $text }` is the sum of all other rows in every column that it fills
total-row-mean = `{ $text }` is the mean of all other rows in every column that it fills
total-row-sum-of-period = `{ $text }` is the sum of all other rows of its period in every column that it fills
total-row-mean-of-period = `{ $text }` is the mean of all other rows of its period in every column that it fills
total-row-odd-codes = code `{ $text }` is one of only { $count } that do not consist of digits
total-row-odd-code = code `{ $text }` is the only one that does not consist of digits
total-row-hint = it is read as an entity; remove the row, or leave it out with `[[data.exclude]]`

touched-code = Codes look like numbers that a spreadsheet has written.
    .example = data.csv line 2: code `5,001` looks like a number that a spreadsheet has written; it is read as it stands; format the column as text and enter the codes again, or name a register with `--entities` to see which codes they may be
touched-code-zeros = { $count ->
    [one] `{ $text }` is shorter than the codes that begin with a zero, all of which have { $digits } digits
   *[other] { $count } codes, such as `{ $text }`, are shorter than those that begin with a zero, all of which have { $digits } digits
}
touched-code-zeros-hint = a spreadsheet may have taken them for numbers; write the codes as text, or declare `width = { $digits }` under `[data]`
touched-code-one = code `{ $text }` looks like a number that a spreadsheet has written
touched-code-more = { $more ->
    [one] code `{ $text }` looks like a number that a spreadsheet has written, and so does 1 more code
   *[other] code `{ $text }` looks like a number that a spreadsheet has written, and so do { $more } more codes
}
touched-code-hint = it is read as it stands; format the column as text and enter the codes again, or name a register with `--entities` to see which codes they may be

two-decimal-marks = Some columns are written with a decimal point and others with a decimal comma.
    .example = data.csv line 1: columns differ in their decimal mark: a point in `y`; a comma in `x`; declare `decimal` for the columns where both are meant
two-decimal-marks-columns = columns differ in their decimal mark: a point in { $point }; a comma in { $comma }
two-decimal-marks-hint = declare `decimal` for the columns where both are meant

unknown-answer = A cell is not one of the answers that are declared for its column.
    .example = data.csv line 2, `served`, entity `A`: `yes` is not one of the answers of this column; allowed: `No`, `Yes`
unknown-answer-cell = `{ $text }` is not one of the answers of this column
allowed-words-and-more = allowed: { $words } and { $more } more

unknown-sheet = A workbook does not have the sheet that is asked for, or nobody says which of several is meant.
    .example = datos.xlsx: there is no sheet `Datos`; the sheets are `Portada`, `Respuestas`
unknown-sheet-asked = there is no sheet `{ $sheet }`
unknown-sheet-hint = the sheets are { $sheets }
unknown-sheet-none = the workbook has no sheet with cells
unknown-sheet-none-fits = no sheet has a header with the column `{ $column }`, which should hold the codes of the entities
unknown-sheet-several = several sheets fit equally well: { $sheets }
unknown-sheet-data-hint = choose one with --sheet, or declare `sheet` under `[data]`
unknown-sheet-published-hint = choose one with --published-sheet
unknown-sheet-other-hint = save the sheet that is meant in a file of its own
unknown-sheet-and-hint = { $hint }; { $more }

unnamed-column = A column holds data and has no name; it is not read.
    .example = data.csv line 3: column 4 has no name, but holds data such as `7`; it is not read
unnamed-column-with-data = column { $column } has no name, but holds data such as `{ $text }`; it is not read

unread-of-form = A workbook of forms holds something that is not read: a sheet that is no form, or a cell beside the columns of a form.
    .example = datos.xlsx, 'Entity 1'!E9: a cell stands outside of the columns of the form and is not read
unread-of-form-cells = { $count ->
    [one] a cell stands outside of the columns of the form and is not read
   *[other] { $count } cells stand outside of the columns of the form and are not read; the first is here
}
unread-of-form-sheet = the sheet is no form, and is not read

unreadable = A file cannot be read.
    .example = data.csv: the file cannot be read: permission denied
unreadable-file = the file cannot be read: { $error }
unreadable-observations = the temporary file of the observations cannot be written or read: { $error }

unused-cell = A cell is not a number that its column allows, in a row of another period than the one that is asked for; nothing uses it.
    .example = data.csv line 2, `budget`, entity `A 2018`: `abc` is not a number; nothing asked for `2019` uses the rows of `2018`, and the cell counts as empty
unused-cell-of = { $what }; nothing asked for `{ $asked }` uses the rows of `{ $period }`, and the cell counts as empty
period-link-base = `base` under `[data]`
period-link-rolling-base = `rolling-base` under `[data]`
period-link-node = the rules of `{ $code }` and the sample to which they are fitted
period-link-screen = `[screen.indicators]`
period-link-uncertainty = a factor under `[uncertainty]`
cell-of-linked-period = { $what } (the rows of `{ $period }` also count for `{ $asked }`, because of { $why })

unusual-characters = A name, a code, a group or a period is written with unusual characters, such as a no-break space or an accent apart from its letter, and is read with the usual ones.
    .example = data.csv line 1, `población`: the name `población` contains unusual characters in the file (U+0301), and is read with the usual ones
unusual-characters-cell = `{ $normal }` contains unusual characters in the file ({ $characters }), and is read with the usual ones
unusual-characters-cells = { $more ->
    [one] `{ $normal }` contains unusual characters in the file ({ $characters }), and is read with the usual ones; 1 more cell of this column is written like this
   *[other] `{ $normal }` contains unusual characters in the file ({ $characters }), and is read with the usual ones; { $more } more cells of this column are written like this
}
unusual-characters-name = the name `{ $text }` contains unusual characters in the file ({ $characters }), and is read with the usual ones
unusual-characters-hint = on line { $line } it contains unusual characters ({ $characters })
unusual-characters-repeat = { $first }; { $seen }

wrong-decimal = A number is not written with the decimal mark that is declared.
    .example = data.csv line 2, `budget`, entity `A`: `1.5` is not a number with a decimal comma; `decimal = ","` is declared for this column
wrong-decimal-point = `{ $text }` is not a number with a decimal point
wrong-decimal-comma = `{ $text }` is not a number with a decimal comma
wrong-decimal-hint = `decimal = "{ $mark }"` is declared for this column
wrong-decimal-by-thousands-hint = `thousands = "{ $mark }"` is declared for this column, so that its decimal mark is `{ $decimal }`; a mark of thousands stands before three digits

### How a table was found to be written

absent-by-flag = Values of a table of observations are absent, and their flag says why.
    .example = data.csv line 8, `OBS_VALUE`, entity `COL 2019`: 3 values with the flag `Q` are absent: suppressed
absent-by-flag-alone = { $count ->
    [one] a value with the flag `{ $flag }` is absent
   *[other] { $count } values with the flag `{ $flag }` are absent
}
absent-by-flag-why = { $count ->
    [one] a value with the flag `{ $flag }` is absent: { $why }
   *[other] { $count } values with the flag `{ $flag }` are absent: { $why }
}
flag-break = break in the series
flag-cannot-exist = no data can exist
flag-estimated = estimated
flag-forecast = forecast
flag-holiday = holiday or weekend
flag-imputed = imputed
flag-missing = missing
flag-not-collected = data exist but were not collected
flag-provisional = provisional
flag-suppressed = suppressed
flag-unreliable = of low reliability

duplicate-observation = A table of observations has two values of an indicator for the same entity and period.
    .example = data.csv line 9, `OBS_VALUE`, entity `COL 2019`: a second value of `literacy`; the first is on line 3; if a column tells the two apart, name it in `indicator`, or keep one of its values with `[[data.long.only]]`: `SEX`, `AGE`
duplicate-observation-row = a second value of `{ $indicator }`; the first is on line { $line }
duplicate-observation-columns-hint = if a column tells the two apart, name it in `indicator`, or keep one of its values with `[[data.long.only]]`: { $columns }
duplicate-observation-row-hint = remove one of the two rows

empty-indicator = An observation does not say of what indicator it is.
    .example = data.csv line 7, `INDICATOR`, entity `COL 2019`: the row names no indicator
empty-indicator-row = the row names no indicator

flagged-value = A value has a flag that says there is none.
    .example = data.csv line 8, `OBS_VALUE`, entity `COL 2019`: the value `5.2` has the flag `Q` (suppressed); correct one of the two, or say that such values are absent, with `[data.long.flags]` and `Q = {"{"} why = "..." {"}"}`
flagged-value-cell = the value `{ $text }` has the flag `{ $flag }` ({ $why })
flagged-value-hint = correct one of the two, or say that such values are absent, with `[data.long.flags]` and `{ $flag } = {"{"} why = "..." {"}"}`

mixed-groups = The observations of an entity in a period name different groups.
    .example = data.csv line 9, `region`, entity `COL 2019`: the group is `Andina`, and on line 3 it is `Caribe`
mixed-groups-row = the group is { $group }, and on line { $line } it is { $first }

mixed-units = The values of an indicator have different units.
    .example = data.csv line 9, `OBS_VALUE`, entity `COL 2019`: the value of `spending` has the unit `USD`, and on line 3 it is `COP`; keep the rows of one unit with `[[data.long.only]]`, or name the column of the unit in `indicator`
mixed-units-cell = the value of `{ $indicator }` has the unit { $unit }, and on line { $line } it is { $first }
mixed-units-hint = keep the rows of one unit with `[[data.long.only]]`, or name the column of the unit in `indicator`
unit-named = `{ $unit }`
unit-none = none

observation-flags = Values of a table of observations have flags, and are read as they are.
    .example = data.csv line 4, `OBS_VALUE`, entity `COL 2019`: 12 values with the flag `E` are read as they are: estimated
observation-flags-alone = { $count ->
    [one] a value with the flag `{ $flag }` is read as it is
   *[other] { $count } values with the flag `{ $flag }` are read as they are
}
observation-flags-why = { $count ->
    [one] a value with the flag `{ $flag }` is read as it is: { $why }
   *[other] { $count } values with the flag `{ $flag }` are read as they are: { $why }
}

observations-in-blocks = A table of observations was asked for in blocks of rows.
    .example = data.csv line 1: the rows are observations, of which an entity has several; such a table is held in memory, with `read_csv` and its like
observations-in-blocks-table = the rows are observations, of which an entity has several; such a table is held in memory, with `read_csv` and its like

observed-columns = The columns of observations were found by their names.
    .example = data.csv line 1: found by their names: entity in `REF_AREA`, period in `TIME_PERIOD`, value in `OBS_VALUE`
observed-columns-found = found by their names: { $parts }
observed-columns-unread = { $count ->
    [one] the column { $columns } is not read; where observations differ by it, keep the rows of one of its values (`only` under `[data.long]`), or make it a part of the indicator
   *[other] the columns { $columns } are not read; where observations differ by one of them, keep the rows of one of its values (`only` under `[data.long]`), or make it a part of the indicator
}
observed-entity = entity in `{ $column }`
observed-flag = flag in `{ $column }`
observed-indicator = indicator in `{ $column }`
observed-name = name in `{ $column }`
observed-period = period in `{ $column }`
observed-unit = unit in `{ $column }`
observed-value = value in `{ $column }`

passed-rows = Rows of a table of observations are not read, as the framework asks, or hold nothing.
    .example = data.csv: 240 rows are not read, because of their cells in `SEX`
passed-rows-only = { $count ->
    [one] a row is not read, because of its cells in { $columns }
   *[other] { $count } rows are not read, because of their cells in { $columns }
}
passed-rows-without-years = { $count ->
    [one] the row has no value in any year; without another row its entity is not in the table
   *[other] { $count } rows have no value in any year, of which this is the first; without other rows their entities are not in the table
}

cell-of-indicator = { $what }, as a value of `{ $indicator }`

dialect = { $parts }
dialect-observations = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} of { $count ->
    [one] 1 observation
   *[other] { $count } observations
}
dialect-forms = { $count ->
    [one] { $format }, 1 sheet that is a form
   *[other] { $format }, { $count } sheets that are forms
}
dialect-encoding = { $encoding }
dialect-encoding-with-mark = { $encoding } with BOM
dialect-separator = separator { $separator }
separator-tab = tab
separator-declared = as declared
dialect-whole-numbers = whole numbers
dialect-decimal-point = decimal point
dialect-decimal-comma = decimal comma
dialect-both-decimals = { $point ->
    [one] decimal point in 1 column, decimal comma in { $comma }
   *[other] decimal point in { $point } columns, decimal comma in { $comma }
}
dialect-columnar = { $count ->
    [one] { $format }, 1 row
   *[other] { $format }, { $count } rows
}
dialect-sheet = { $format }, sheet `{ $sheet }`
dialect-sheet-decimals = texts that are numbers with a { $decimals }
dialect-sheet-header = header in row { $row }
dialect-sheet-notes = { $count ->
    [one] 1 note in row { $row } left out
   *[other] { $count } notes from row { $row } on left out
}
dialect-header = header on line { $line }
dialect-notes = { $count ->
    [one] note on line { $line } left out
   *[other] { $count } notes from line { $line } on left out
}

## What changed

change-came = { $node } has a score in the later edition only
change-causes = by cause: { $causes }
change-edits = the edits of the framework, in the order in which they were made
change-edits-over-all = the edits of the framework; what each did is the mean over all orders in which they can be made
change-fell = { $node } fell from { $before } to { $after }, by { $moved } points
change-files = wrote the changes of { $entities ->
    [one] 1 entity
   *[other] { $entities } entities
} and { $count ->
    [one] 1 part of them
   *[other] { $count } parts of them
}
change-further-parts = { $count ->
    [one] 1 further part
   *[other] { $count } further parts
}
change-head = { $node }: { $both ->
    [one] 1 entity with a score in both editions
   *[other] { $both } entities with a score in both editions
}, { $came } only in the later one, { $left } only in the earlier one
change-in-neither = { $node } has a score in neither edition
change-left = { $node } has a score in the earlier edition only
change-legend = data: its own measurements; gaps: values measured in one edition only; scale: what was fitted to the sample (bounds, means, weights from scores, and what fills a value in both editions). These parts add up to the change. Places have a plus where they were gained.
register-without-data = { $count ->
    [one] 1 entity of { $file } is not in the data: { $entities }
   *[other] { $count } entities of { $file } are not in the data: { $entities }
}
change-backwards = the period `{ $from }` is not before `{ $to }`, so that nothing changed from one to the other; name an earlier one with --since
change-no-period-before = no period is before `{ $period }`; name one with --since
change-of-editions = { $entity }
change-of-periods = { $entity }, { $before } to { $after }
change-one-edition = there is only one edition: give a second file, a second framework with --framework-after, or data with several periods
change-points-of = { $cause } { $points }
change-rank-gained = { $count ->
    [one] it gained 1 place, from rank { $from } to { $to }
   *[other] it gained { $places } places, from rank { $from } to { $to }
}
change-rank-kept = it kept rank { $to }
change-rank-lost = { $count ->
    [one] it lost 1 place, from rank { $from } to { $to }
   *[other] it lost { $places } places, from rank { $from } to { $to }
}
change-rose = { $node } rose from { $before } to { $after }, by { $moved } points
change-stayed = { $node } is { $after }, as before
change-still = { $words }; with its old score it would now be at rank { $rank }
change-title = { $title }: { $before } to { $after }
change-why-rank = why its rank changed, in places; a plus is a place gained
change-why-score = why { $node } changed, in points of { $node }; the lines add up to the change
against-above = { $name } is above { $other }: { $node } { $own } against { $theirs }, { $moved } points more
against-below = { $name } is below { $other }: { $node } { $own } against { $theirs }, { $moved } points less
against-equal = { $name } and { $other } have the same score: { $node } { $own }
against-legend = value and score: those of the other entity, and then its own
against-no-score = `{ $name }` has no score of { $node }, so there is nothing to compare; `icip explain` of it alone says what is missing
against-ranks = rank { $own } against rank { $theirs }
against-why = where the difference comes from, in points of { $node }; the lines add up to it
cause-comparison = comparison of the entities
cause-data = its data
cause-gap = gap
cause-method = method
cause-rounding = rounding
cause-scale = scale
edits-together = together: { $edits }
places-comparison = comparison of the entities
places-data = the data, its own and those of the others
places-gap = gaps that were filled or opened
places-members = entities that came or left
places-method = edits of the framework
places-rounding = rounding
places-scale = the scale

## Targets

light-green = green
light-orange = orange
light-red = red
light-yellow = yellow
lookup-no-target = no node `{ $code }` has a target
rule-germany = rule `germany`: the mean of the last five yearly changes (at least three) is carried on to the period of the goal; missed by less than 5 % of what remains is on track, by at most 20 % improving, by more stagnating; in the wrong direction falling back (German Sustainable Development Strategy)
rule-open-sdg = rule `open-sdg`: the growth rate since the baseline over the rate that is needed; from 95 % on track, from 60 % improving, from 0 stagnating, below falling back (Statistics Canada, Open SDG)
rule-sdg-index = rule `sdg-index`: the mean change of the last four periods (at least three) over the change that is needed in each; from 1 on track, from 0.5 improving, from 0 stagnating, below falling back (Sustainable Development Report)
target-achieved = achieved
target-baseline-is-goal = the baseline is the goal, which is not met
target-falling-back = falling back
target-fell-behind = the baseline met the goal, and the last value does not
target-improving = moderately improving
target-missed = missed
target-needs-positive = under way; the rule needs values above 0
target-needs-recent = under way; no value of 3 or 4 periods before
target-needs-years = under way; the rule needs four years in a row
target-no-baseline = no value since the baseline
target-no-data = no value
target-no-later-value = no value later than the baseline
target-on-track = on track
target-stagnating = stagnating
target-summary-since = { $words }. Values before { $period } do not count, because they were measured or scored in another way
target-title = { $node } { $name }: { $goal } by { $period }
usage-no-targets = the framework `{ $framework }` has no targets; give nodes a `target`, for example as columns `target.baseline` and `target.goal` of structure.csv
run-no-record = the folder `{ $folder }` holds no run.json, so it is not the result of a run; name a data file, or a folder that `icip score -o` wrote
run-unreadable = the record of the run in `{ $folder }` cannot be read: { $error }
run-no-input = the record of the run in `{ $folder }` names no file as `{ $role }`
run-other-file = `{ $file }` is not the file of the run in `{ $folder }` any more
run-other-file-hint = run `icip score` again, or compare the data files
run-own-framework = a run has its own framework; leave out --framework and --framework-after, or compare the data files
run-other-successors = the two runs were made with different tables of successors; name one with --successors

## Trends

trend-breaks = values before { $period } are left out, because they were measured or scored in another way
trend-convergence-beta = beta-convergence over { $entities } entities: coefficient { $coefficient } of the logarithm of the first value, R² { $r2 }; { $words }
trend-beta-closes = half of a gap closes in { $periods } periods
trend-beta-alike = all grow alike
trend-beta-opens = those behind do not grow faster
trend-sigma = spread (coefficient of variation): { $first } in { $from }, { $last } in { $to }; { $words }
trend-sigma-apart = by the line over all periods it grows by { $slope } in one period: the entities move apart
trend-sigma-nearer = by the line over all periods it changes by { $slope } in one period: the entities come nearer to each other
trend-sigma-short = too few periods for a line
trend-sigma-still = by the line over all periods it stays as it is
trend-mobility = places from { $from } to { $to }: { $entities ->
    [one] 1 entity
   *[other] { $entities } entities
}, correlation of the ranks { $rho }, mean shift { $shift } places
trend-transitions = from each quarter of the ranking (rows, best first) to each quarter
trend-unbalanced = { $count ->
    [one] 1 entity lacks a value in some period
   *[other] { $count } entities lack a value in some period
}
trend-rising = rising
trend-falling = falling
trend-unclear = no clear trend
trend-legend = slope: the median change in one period (Theil-Sen) with its interval of 95 %; p: test of Mann and Kendall; volatility: standard deviation of the changes. The direction is that of the test at 5 %.
trend-legend-few = The test is rough with fewer than eight values, and with four or fewer it can find no trend.
trend-judged = standing, without a goal: by the growth rate in the wanted direction, from 1.5 % on track, from 0.5 % improving, from 0 stagnating, below falling back (Statistics Canada, Open SDG; without its scaling near natural limits)
trend-linked = linked scores: each series moves by the entity's own data alone; what scales did from period to period, what filled gaps from the sample, and what compares the entities with each other is taken out
trend-link = { $from } to { $to }: { $factor } points on average over { $entities ->
    [one] 1 entity
   *[other] { $entities } entities
}
trend-summary = { $rising } rising, { $falling } falling, { $unclear } without a clear trend
trend-title = { $title }: { $node } { $name }, { $from } to { $to }
usage-linked-index = --linked is about the index alone; leave out --node
usage-linked-compares = the scores of `{ $node }` compare the entities with each other, so no part of a change is an entity's own, and nothing can be linked; leave out --linked, or see what `icip change` finds
usage-one-period = { $count ->
    [0] the data have no periods
    [one] the data have 1 period
   *[other] the data have { $count } periods
}, and a trend needs at least three

## Cost and effect

cost-result-less = less of `{ $code }` is better (`direction = -1`), so that it is nothing that a cost buys; name a leaf of which more is better
cost-legend = cost per result: the cost of one unit; change: since the period before in which it is known, but never across a declared break; below 0 it has become cheaper; frontier: the share of what the best of the period get for the same cost, with the weights of the results that suit the entity best
cost-below-zero = a result below 0
cost-no-cost = the cost is not above 0
cost-no-result = no result
cost-no-value = cost or result not measured
lookup-no-leaf = no leaf `{ $code }` is measured in the data

## Ages

ages-legend = the number of periods since the last measurement: 0 is one of the period that is looked at, and a dash is none at all; a value that fills a gap is no measurement. Those with most dashes come first; the mean age is that of what was measured

## Edits of a framework

edit-added = { $nodes } added
edit-aggregate = another aggregation of { $nodes }
edit-denominate = another division of { $nodes }
edit-impute = another imputation of { $nodes }
edit-left-out = { $nodes } left out
edit-missing = another rule for what is absent in { $nodes }
edit-moved = { $nodes } under other parents
edit-normalise = another normalisation of { $nodes }
edit-range = another range of { $nodes }
edit-rank = another way to rank
edit-rescale = another normalisation after the aggregation of { $nodes }
edit-round = another rounding of { $nodes }
edit-sample = other samples or another base period
edit-treat = another treatment of { $nodes }
edit-weights = other weights below { $nodes }

## The program

all-runs-failed = Every run of a study failed, so nothing can be said about the ranks.
    .example = all 1000 runs failed, the first of them because of this problem: `geometric-mean` of `A`: child `A.x` of entity `E6` scores `0`; narrow the factors of `[uncertainty]`
all-runs-failed-first = { $count ->
    [one] the only run failed because of this problem: { $why }
   *[other] all { $count } runs failed, the first of them because of this problem: { $why }
}
all-runs-failed-hint = narrow the factors of `[uncertainty]`
failed-runs = Some runs of a study failed, so the results are those of the other runs.
    .example = 30 of 400 runs failed and are not counted: `geometric-mean` of `A`: child `A.x` of entity `E6` scores `0`
failed-runs-of = { $count ->
    [one] 1 of { $runs } runs failed and is not counted: { $why }
   *[other] { $count } of { $runs } runs failed and are not counted: { $why }
}
failed-runs-base-rows = { $count ->
    [one] 1 of { $rows } base rows of --sobol is left out because one of its runs failed; the shares hold for the other rows
   *[other] { $count } of { $rows } base rows of --sobol are left out because one of their runs failed; the shares hold for the other rows
}
screened = The rules of `[screen]` leave out an indicator because it has too few data.
    .example = `staff`: the indicator is left out: 40 % of its values are present, and at least 60 % are needed
screened-indicator = the indicator is left out: { $why }
unknown-period = No row has the period that was asked for.
    .example = no row has the period `2019`; the column `year` holds `2020`, `2021`
unknown-period-no-row = no row has the period `{ $period }`
unknown-period-hint = the column `{ $column }` holds { $periods }
unknown-period-no-column-hint = name the column that holds the periods in `period` under `[data]`

# What ends a command early.
fail-closed = the output was closed
fail-computation = { $count ->
    [one] the index cannot be computed, because of 1 problem:
   *[other] the index cannot be computed, because of { $count } problems:
}
fail-create-folder = cannot create the folder `{ $path }`: { $error }
fail-data = { $count ->
    [one] there is 1 problem in the data:
   *[other] there are { $count } problems in the data:
}
fail-disagree = the computed and the published values differ
fail-framework = { $count ->
    [one] there is 1 problem in the framework:
   *[other] there are { $count } problems in the framework:
}
fail-incomplete = some published rows have no computed row
fail-internal = { $error }; this is a fault of the program, so please report it
fail-listed = the problems are listed above
fail-more-problems = { $count ->
    [one] ... and 1 more problem; `icip check` shows all of them
   *[other] ... and { $count } more problems; `icip check` shows all of them
}
fail-nothing-compared = nothing could be compared
input-is-standard-output = the standard output goes into this file
fail-read = cannot read the file `{ $path }`: { $error }
standard-input = standard input
fail-read-input = cannot read the standard input: { $error }
fail-temporary-file = cannot use a temporary file: { $error }
fail-warnings = there are warnings, and --deny-warnings was given
fail-write = cannot write the file `{ $path }`: { $error }
fail-write-output = cannot write to the standard output: { $error }
output-changed-since = `{ $path }` was written by an earlier run and has been changed since, so it stays, although it does not belong to these results
output-completed = a run that was interrupted had written new results into `{ $folder }`; they have their names now
output-folder-in-use = another run is writing into `{ $folder }`; wait until it has ended, or name another folder
output-folder-occupied = `{ $path }` exists and is not an empty folder, so nothing was written
output-half-published = cannot write the file `{ $path }`: { $error }. The new results are complete, but some files in `{ $folder }` are still those of an earlier run; the next run that writes into this folder puts all of them in place
output-is-input = cannot write the file `{ $path }`: it is the input `{ $input }`; name another folder for the results
output-left-over-removed = removed from `{ $folder }` what an interrupted run had left ({ $size })
output-not-a-file = cannot write the file `{ $path }`: something that is not a file has this name
output-staging-not-a-folder = cannot write into `{ $path }`: it is a link or a file, and should be a folder that the program makes; remove it
lock-is-no-file = another program has put something that is not a file in its place
output-wrote = wrote { $path }
output-wrote-files = wrote { $count } files into { $folder }

# What the system does to the program.
interrupted = interrupted by { $signal }
interrupted-while-writing = interrupted by { $signal }: the unfinished results were removed, and what `{ $folder }` held before is as it was
threads-not-started = no further threads can be started, so one thread does all the work: { $error }

# How much a message matters.
severity-word-error = error
severity-word-note = note
severity-word-warning = warning
severity-error = error: { $what }
severity-note = note: { $what }
severity-warning = warning: { $what }
warnings-more = { $count ->
    [one] ... and 1 more of this kind; `icip check` shows all of them
   *[other] ... and { $count } more of this kind; `icip check` shows all of them
}

# Command lines that make no sense.
lookup-left-out = `{ $entity }` is left out: { $why }
lookup-no-entity = no entity has the code or the name `{ $wanted }`; the codes look like these: { $samples }
lookup-no-node = the result has no node `{ $code }`
lookup-no-node-hint = `icip frameworks` with the name or the path of the framework lists its nodes
lookup-several-entities = `{ $wanted }` matches { $count } entities; give the code of one of them: { $entities }
unknown-code = there is no code `{ $word }`
unknown-code-hint = `icip problems` lists all codes
unknown-framework = there is no framework `{ $name }`: it is neither a file, nor a folder, nor a framework that ships with the program
unknown-framework-hint = the frameworks that ship are { $names }
unknown-method-or-family = there is no method and no family of methods `{ $name }`
unknown-method-or-family-hint = the families are { $names }
usage-error = --error is `{ $value }`; it must be at least 0 and below 0.5
usage-register-columnar = the register `{ $file }` is a file of the format { $format }; a register is CSV or a workbook
reading-rows = { $file }: { $rows } rows read
usage-two-structures = the folder has several structure tables, { $names }; keep one
usage-from-columnar = the file `{ $file }` is a { $format } file, and a first framework is made from a CSV file or a workbook
usage-format-not-built = `{ $file }` is a { $format } file, and this program was built without support for { $format }; build it with `--features parquet`, or give a CSV file
usage-gain = --gain asks for `{ $places }` places; it must be a whole number of at least 1
usage-csv-one-table = CSV on standard output is the table of the ranks alone, without the answers of { $options }; -o DIR writes a table for each, and --format json or markdown holds all of them
usage-gain-two = --gain has two values, `{ $entity }` and `{ $other }`; it must have an entity alone, or an entity, a node and a number of places; the data file stands before the option
usage-map = --map is `{ $pair }`; it must have the form COLUMN=NODE
usage-needs-output = { $option } writes files, so it needs -o DIR
usage-no-data-file = the framework `{ $framework }` needs a data file, which is named before or after `-f { $option }`; the example that ships with the program is for icip-2018
usage-no-groups = there is no group column `{ $name }`: the framework names no group column, or the data have none of those that it names
usage-sheet-of-no-workbook = { $option } chooses a part of a workbook, and `{ $file }` is none
usage-needs-workbook = { $option } is about a workbook, so it needs a name that ends in .xlsx, as in `-o results.xlsx`
usage-not-in-workbook = { $option } does not go with a workbook: `-o DIR` writes CSV files
usage-no-totals = the framework declares no totals; `[[totals]]` with `group` and `size` does
usage-tables-not-built = `--tables parquet` needs a program that was built with support for Parquet; build it with `--features parquet`, or leave the option out for tables in CSV
usage-not-utf8 = the file `{ $file }` is not encoded in UTF-8; save it as UTF-8
usage-pattern = { $option } "{ $pattern }" matches no published column in which the code of a node stands in place of the `*`
usage-scale = --scale is `{ $value }`; it must be a number other than 0, or have the form NODE=FACTOR
usage-nothing-to-export = `{ $name }` is not a framework that ships with the program, so there is nothing to export
usage-only-for-exact = { $option } says which weights are free in exact answers, so it needs --exact or --overtake
usage-runs = the runs cannot be drawn: { $error }
usage-sobol = --sobol is `{ $rows }`: { $error }
usage-sobol-power = --sobol is `{ $rows }`; it must be a power of 2, such as { $near }, from 2 to { $most }
usage-tolerance = --tolerance is `{ $value }`; it must be a number of at least 0
usage-unknown-group = there is no group column `{ $name }`; the data have { $known }; declare further group columns in `groups` under `[data]`
usage-within = --within is `{ $value }`; it must be a share from 0 to 1, such as 0.25

# What several commands say.
about-data = data { $name }: { $dialect }
names = { $names }
next-steps = next: icip check { $folder }/data.csv -f { $folder }    then: icip score { $folder }/data.csv -f { $folder }
next-steps-example = next: `icip score { $folder }/example.csv -f { $folder }` tries the example; then fill in { $folder }/data.csv below its three lines of questions, answers that are allowed, and columns, and run `icip check { $folder }/data.csv -f { $folder }`
next-steps-template = next: fill in { $folder }/data.csv below its three lines of questions, answers that are allowed, and columns, and run `icip check { $folder }/data.csv -f { $folder }`
note-default-framework = no -f is given, so the framework is `{ $name }`

# Long work.
clock-hours = { $hours } h { $minutes } min
clock-minutes = { $minutes } min { $seconds } s
clock-seconds = { $seconds } s
progress = { $what } [{ $bar }] { $done } of { $total }, { $left } left
progress-begun = { $what } [{ $bar }] { $done } of { $total }
progress-pass = { $count ->
    [one] pass { $pass }: 1 row
   *[other] pass { $pass }: { $count } rows
}
progress-runs = runs
progress-scenarios = scenarios
progress-sobol = runs of --sobol

# The headings of tables for people.
heading-after = after
heading-alone = alone
heading-baseline = baseline
heading-before = before
heading-beyond-tolerance = beyond the tolerance
heading-cause = cause
heading-cause-comparison = comparison
heading-cause-data = data
heading-cause-gaps = gaps
heading-cause-method = method
heading-cause-rounding = rounding
heading-cause-scale = scale
heading-change = change
heading-class = class
heading-class-of = class of { $node }
heading-code = code
heading-column = column
heading-compared = compared
heading-cost = cost
heading-cost-per = cost per { $node }
heading-current = now
heading-goal = goal
heading-direction = direction
heading-edition = edition
heading-entities = entities
heading-entity = entity
heading-expected = by the path
heading-field = column or key
heading-fifty = 50 %
heading-filled = filled
heading-first = first
heading-found = what was found
heading-frontier = frontier
heading-growth = growth
heading-hidden = hidden
heading-hint = what would be allowed
heading-in-index = in index
heading-in-parent = in parent
heading-in-the-index = in the index
heading-input = input
heading-interval = 95 %
heading-kendall = Kendall's tau
heading-largest-error = largest error
heading-largest-shift = largest shift
heading-last = last
heading-leaf = leaf
heading-leaves = leaves
heading-light = light
heading-mae = MAE
heading-mean-age = mean age
heading-mean-shift = mean shift
heading-meaning = meaning
heading-median = median
heading-met = met in
heading-method = method
heading-name = name
heading-needed = needed
heading-ninety = 90 %
heading-node = node
heading-nodes = nodes
heading-of-entity = of entity
heading-others = others
heading-p = p
heading-pace = pace
heading-pairs-swapped = pairs swapped
heading-period = period
heading-place = place
heading-places = places
heading-points = points
heading-possible = possible
heading-progress = progress
heading-projected = projected
heading-published-as = published as
heading-r2 = R2
heading-rank = rank
heading-rank-after = rank after
heading-rank-before = rank before
heading-ranks-drawn = ranks 1 to { $last }
heading-ranks-that-differ = ranks that differ
heading-read-by = read by
heading-remarks = name, cells, and what was changed
heading-rmse = RMSE
heading-rule = rule
heading-score = score
heading-scored = scored
heading-severity = severity
heading-share = share
heading-slope = slope
heading-standing = standing
heading-swing = swing
heading-tier = tier
heading-times-even = times the even share
heading-title = title
heading-top = top { $places }
heading-top-kept = top { $places } kept
heading-value = value
heading-values = values
heading-volatility = volatility
heading-weight = weight
heading-weight-in-the-index = weight in the index
heading-with-the-others = with the others

# icip score
score-files = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $ranked } ranked; { $changed ->
    [one] 1 changed cell is
   *[other] { $changed } changed cells are
} in the trail
score-head = framework { $framework }, { $nodes ->
    [one] 1 node
   *[other] { $nodes } nodes
} from { $columns ->
    [one] 1 column
   *[other] { $columns } columns
}; { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $ranked } ranked
score-best-rows = the table has { $rows } rows, so only the best { $count } are shown; `--top` shows more, `--format csv` prints all of them, and `-o` writes them into files
score-rows-shown = { $count ->
    [one] 1 of { $rows } rows is shown
   *[other] { $count } of { $rows } rows are shown
}
score-last-period = the data have { $count } periods, and the table shows the last, `{ $period }`; --period shows another, and --period all every one
last-period-shown = the data have { $count } periods, and the last, `{ $period }`, is shown; --period shows another
timing-all = in all
timing-audit = audit
timing-fitting = fitting the scales
timing-framework = framework
timing-preparing = preparing
timing-questions = other questions
timing-ranking = ranking
timing-reading = reading
timing-report = page or workbook
timing-scoring = scoring
timing-study = study of the ranks
timing-writing = writing
timings-parts = What is indented further is a part of the stage above it; with several threads, parts go on side by side and may add up to more than the stage.
timings-title = Where the time went, in milliseconds:
totals-title = Totals by { $column }
totals-title-weighted = Totals by { $column }, weighted by { $size }
totals-elsewhere = the ranking is one table; `--totals` prints the totals of groups
score-without-group = (without a group)
stream-all-rows = the data are read in blocks, so the rows keep the order of the data, each behind its rank; `--top` prints the best rows first, and `-o` writes the ranks of every node too
stream-best-rows = the data are read in blocks, so only the best { $count } rows are shown; `--top` shows more, and `-o` writes all of them
stream-not-a-file = `{ $file }` is not a file but a pipe or a device, which can be read only once, and a table in blocks is read more than once; leave out --stream
stream-in-memory = `{ $file }` is held in memory (about { $size }), because some steps need whole columns: { $steps }
stream-every-period = periods stand side by side only where the data are held in memory; leave out --stream
stream-no-file = `--stream` needs a data file, because it reads the data more than once
stream-no-row = no row is left to rank
stream-other-format = `--stream` reads CSV and Parquet; a file of another format is held in memory
stream-long-table = `--stream` reads a table of observations as a text; of a workbook, Parquet or Arrow file it is held in memory
stream-whole-columns = `--stream` is not possible, because these steps need whole columns:
stream-with-register = `--stream` and `--entities` exclude each other: a register is joined in memory

# icip check
check-changes = cells that were changed, by step: { $steps } (`icip score -o` lists them in trail.csv)
check-clipped = { $count ->
    [one] `{ $node }`: 1 value is outside of the scale and clipped to it: { $cells }
   *[other] `{ $node }`: { $count } values are outside of the scale and clipped to it: { $cells }
}
check-constant = { $count ->
    [one] 1 leaf has the same score for all entities, so that the order does not depend on it: { $codes }
   *[other] { $count } leaves have the same score for all entities, so that the order does not depend on them: { $codes }
}
check-coverage = { $entities ->
    [one] coverage: a value is missing for { $count } of 1 entity:
   *[other] coverage: a value is missing for { $count } of { $entities } entities; the least covered come first:
}
check-coverage-complete = coverage: no value is missing
check-coverage-entity = { $values } % of values, { $weight } % of weight  { $entity }
check-coverage-rows = { $rows ->
    [one] coverage: a value is missing in { $count } of 1 row:
   *[other] coverage: a value is missing in { $count } of { $rows } rows; the least covered come first:
}
check-coverage-values = { $values } % of values  { $entity }
check-coverage-nodes = coverage of the nodes, the least covered first:
check-finished = { $count ->
    [one] 1 node is taken as a finished score: { $nodes }
   *[other] { $count } nodes are taken as finished scores: { $nodes }
}
check-findings = Findings
check-framework = framework { $framework }: { $nodes ->
    [one] 1 node
   *[other] { $nodes } nodes
} on { $levels ->
    [one] 1 level
   *[other] { $levels } levels
} below the index; { $leaves ->
    [one] 1 of the nodes is a leaf
   *[other] { $leaves } of the nodes are leaves
}
check-granted = { $count ->
    [one] `{ $node }` gives a score of { $score } to 1 entity because `{ $by }` is zero or absent:
   *[other] `{ $node }` gives a score of { $score } to { $count } entities because `{ $by }` is zero or absent:
}
check-granted-worth = { $count ->
    [one] `{ $node }` gives a score of { $score } to 1 entity because `{ $by }` is zero or absent, which is worth { $points } of the index to it:
   *[other] `{ $node }` gives a score of { $score } to { $count } entities because `{ $by }` is zero or absent, which is worth { $points } of the index to each:
}
check-heavy-columns = { $count ->
    [one] 1 of { $columns } columns weighs { $times } times its even share of the index or more; the swing is how far the column alone can move the index:
   *[other] { $count } of { $columns } columns weigh { $times } times their even share of the index or more; the swing is how far a column alone can move the index:
}
check-imputation = imputation, tested by filling { $share } % of the known values after hiding them (seed { $seed }):
check-imputation-untested = imputation was not tested on hidden values: { $why }
check-left-out = { $count ->
    [one] 1 row is left out ({ $why }): { $rows }
   *[other] { $count } rows are left out ({ $why }): { $rows }
}
check-measured = { $count ->
    [one] 1 leaf is read and normalised
   *[other] { $count } leaves are read and normalised
}
check-more = and { $count } more
check-no-heavy-column = no column weighs { $times } times its even share of the index or more
check-not-read = { $count ->
    [one] 1 column is not read: { $columns }
   *[other] { $count } columns are not read: { $columns }
}
check-note = note in the framework: { $note }
check-open-orders = { $count ->
    [one] the digits of the data leave the order of 1 pair of neighbours in the ranking open:
   *[other] the digits of the data leave the order of { $count } pairs of neighbours in the ranking open:
}
check-outliers = { $count ->
    [one] 1 value lies far from the other values of its column:
   *[other] { $count } values lie far from the other values of their columns:
}
check-sample = { $count ->
    [0] the scores do not depend on the other entities: all scales are fixed
    [one] the scores depend on the other entities through 1 node: { $codes }; adding an entity moves the others
   *[other] the scores depend on the other entities through { $count } nodes: { $codes }; adding an entity moves the others
}
check-weights-from-scores = the weights below `{ $node }` come from the scores by `{ $rule }`: { $weights }
check-weights-from-scores-in-period = in the period `{ $period }`, the weights below `{ $node }` come from the scores by `{ $rule }`: { $weights }
check-without-weight = { $count ->
    [one] 1 column has no weight in the index, because an aggregation above it uses no weights
   *[other] { $count } columns have no weight in the index, because an aggregation above them uses no weights
}

# icip compare
compare-absent = absent
compare-classes = { $count ->
    [one] classes of { $node } (`{ $of }`): 1 mismatch among { $rows }
   *[other] classes of { $node } (`{ $of }`): { $count } mismatches among { $rows }
}
compare-difference = { $key }: { $computed } against { $published }
compare-differences = { $count ->
    [one] { $node }: 1 row is beyond the tolerance (computed against published)
   *[other] { $node }: { $count } rows are beyond the tolerance (computed against published)
}
compare-empty = `{ $column }` holds nothing in the rows of the data, so nothing of `{ $node }` was compared
compare-left-out = { $count ->
    [one] left out by the framework: 1 published row ({ $rows })
   *[other] left out by the framework: { $count } published rows ({ $rows })
}
compare-lowest = the lowest nodes that differ; below them, everything that was compared agrees in these rows
compare-measurements = `{ $column }` holds the measurements that `{ $node }` reads, not its scores; --map "{ $column }={ $node }" compares it all the same
compare-more = ... and { $count } more
compare-no-column = no published column is named like a node, so no score was compared; name one with --map "COLUMN={ $node }"
compare-no-node = named like no node: { $columns }
compare-nodes = { $count ->
    [one] 1 node was compared: the largest error is { $largest }, and the tolerance is { $tolerance }
   *[other] { $count } nodes were compared: the largest error is { $largest }, and the tolerance is { $tolerance }
}
compare-not-compared = published columns that were not compared
compare-not-scored = `{ $column }`: the data hold finished scores above `{ $node }`, so it has no score
compare-only-computed = { $count ->
    [one] only computed: 1 row ({ $rows })
   *[other] only computed: { $count } rows ({ $rows })
}
compare-only-published = { $count ->
    [one] only published: 1 row ({ $rows })
   *[other] only published: { $count } rows ({ $rows })
}
compare-other-column = `{ $column }`: another column holds the scores of `{ $node }`
compare-periods = { $node } by period
compare-reason = `{ $column }`: { $reason }
compare-published-alone = what the framework declares of the data file does not apply to `{ $file }`; write its numbers plainly, and leave out lines that belong to no entity
compare-ranks = { $count ->
    [one] ranks (`{ $of }`): 1 mismatch among { $rows }
   *[other] ranks (`{ $of }`): { $count } mismatches among { $rows }
}
compare-ranks-of-node = { $count ->
    [one] ranks of { $node } (`{ $of }`): 1 mismatch among { $rows }
   *[other] ranks of { $node } (`{ $of }`): { $count } mismatches among { $rows }
}
compare-ranks-of-scores = { $count ->
    [one] ranks of the published scores (`{ $of }`): 1 mismatch among { $rows }
   *[other] ranks of the published scores (`{ $of }`): { $count } mismatches among { $rows }
}
compare-several-ranks = several published columns are named like a rank, so no ranks are compared; choose one with --rank: { $columns }
compare-taken = `{ $column }`: the scores of `{ $node }` are taken from the data, so there is nothing to compare

# icip explain
explain-above = the nodes furthest above the mean of the others
explain-and-mean = { $head }; the mean of the others is { $mean }
explain-below = the nodes furthest below the mean of the others
explain-blank = empty
explain-changes = { $count ->
    [0] nothing was missing or changed in these nodes
    [one] 1 cell was missing or changed in these nodes
   *[other] { $count } cells were missing or changed in these nodes
}
explain-gap = { $gap }
explain-gap-of-index = { $gap }, { $points } of the index
explain-legend = others: the mean score of the other entities
    in parent: the points that the node adds to the score of its parent (with an x, the multiplier)
    in index: the points that the node adds to the index
explain-mark = `{ $mark }`, no value
explain-no-score = { $node } has no score and no rank
explain-not-ranked = { $node } { $score }, not ranked
explain-tie = { $others ->
    [one] 1 other entity has the same index; the rank was decided by { $by }
   *[other] { $others } other entities have the same index; the rank was decided by { $by }
}
explain-rank = { $node } { $score }, rank { $rank } of { $of }
explain-rest = the rest of the difference of { $difference } from the mean of the others
explain-rest-absent = what is absent: { $points } of the index
explain-rest-nodes = { $count ->
    [one] 1 other node: { $points } of the index
   *[other] { $count } other nodes: { $points } of the index
}
explain-rest-rounding = rounding: { $points } of the index
explain-rescaled = { $why } ({ $before })
explain-rounding = (rounding)

# Forms that are filled in.
template-by-entity = `--by-entity` makes a sheet for each entity, which { $file } cannot hold; choose a name that ends in .xlsx
template-ending = { $file } ends neither in .csv nor in .xlsx, so it is not known what to write
template-exists = { $file } exists, and may hold answers; choose another name, or remove it first
form-any-text = text
form-code = code of the entity
form-column = { $column }
form-divisor = what divides "{ $question }"
form-group = group: { $column }
form-name = name of the entity
form-number = a number
form-number-between = a number from { $low } to { $high }
form-number-from = a number from { $low } on
form-number-to = a number up to { $high }
form-one-of = one of: { $answers }
form-or-words = { $what }, or { $words }
form-period = period
form-question = { $question }
form-question-note = { $question } ({ $note })
form-sheet-about = Instructions
form-sheet-answers = Answers
form-sheet-entity = Entity { $number }
form-how-rows = Each row is an entity. Answer below the names of the columns, and leave these names as they are. A cell without an answer stays empty.
form-how-sheets = Each sheet is an entity. Answer in the third column, and leave the first one as it is. For a further entity, copy a sheet. A question without an answer stays empty.
form-columns-column = column
form-columns-question = question
form-columns-answer = answer
form-columns-allowed = what may be answered
form-refused-title = This answer is not allowed
form-too-large = the form needs { $needed } rows and columns, and a sheet has fewer
form-written = the form asks for { $questions } columns
form-written-entities = { $count ->
    [one] the form asks for { $questions } columns, of 1 entity
   *[other] the form asks for { $questions } columns, of { $count } entities
}
form-next = when it comes back: `icip check { $file } -f { $framework }`, which names every answer that is not allowed
frameworks-checked = Computed and compared with published figures
frameworks-starting-points = Starting points, for measurements of your own; none of them is official
frameworks-of-your-own = `icip init DIR --framework NAME` makes a project of one, and `icip template NAME -o FORM.xlsx` a form for those who answer

# icip frameworks, methods and problems
frameworks-column = column { $column }
frameworks-column-divided = column { $column } / { $by }
frameworks-column-divided-otherwise = column { $column } / { $by } (otherwise { $otherwise })
frameworks-edition = edition: { $text }
frameworks-hint = `icip frameworks NAME` shows one of them; with `--export DIR` it copies the files of that framework, so that you can change them
frameworks-note = note: { $text }
frameworks-rule-of-node = { $aggregate }, weights: { $weigh }, missing: { $missing }
frameworks-rule-without-weights = { $aggregate }, weights: not used, missing: { $missing }
frameworks-share-by-rule = by { $rule }
frameworks-source = source: { $text }
methods-formula = formula
methods-missing = missing
methods-parameter = parameter
methods-reference = reference
methods-required = (required)
problems-example = example: { $example }
problems-legend = error: there is no result; warning: the result stands, but its reader should know of something; note: how the input was read, or which choice was made
    `icip problems CODE` shows an example

# icip robustness
gain-leaf = { $from } -> { $to } (rank { $rank })
gain-leaf-between = not reachable with values from { $min } to { $max }
gain-leaf-compared = not known for one cell alone, because `{ $node }` compares the entities
gain-leaf-end-of-scale = not reachable, because its score is at most { $score }
gain-leaf-filled = not measured; { $value } stands in its place
gain-leaf-from = not reachable with values from { $min } on
gain-leaf-no-influence = no value changes the index
gain-leaf-no-answer = not reachable with any of the answers
gain-leaf-no-value-at-all = not reachable with any value
gain-leaf-not = { $from }, { $why }
gain-leaf-not-measured = not measured
gain-leaf-of = { $leaf }: { $answer }
gain-leaf-up-to = not reachable with values up to { $max }
gain-leaves = { $entity } has rank { $rank }. It gains a place when one of these values of the data changes, while the scales that were fitted and the other entities stay as they are:
gain-possible = { $places ->
    [one] { $entity } gains 1 place and reaches rank { $rank } when its score of `{ $node }` rises by { $increase } to { $score } and the other entities stay as they are
   *[other] { $entity } gains { $places } places and reaches rank { $rank } when its score of `{ $node }` rises by { $increase } to { $score } and the other entities stay as they are
}
overtake-already = { $a } is at least as high as { $b } with the declared weights already
overtake-impossible = { $a } does not reach { $b } with any of the weights that are allowed; it comes nearest with { $weights }
overtake-possible = { $a } reaches { $b } when the weights below `{ $node }` change by { $change } in total, and none by more than { $largest }: { $weights }
ranks-legend = { $line } 90 % of the runs  { $thick } 50 %  { $median } median  { $declared } declared rank  { $both } both at the same rank
robustness-always-top = in the top { $places } in every run: { $entities }
robustness-base-rows-left-out = { $count ->
    [one] 1 base row is left out because of a failed run
   *[other] { $count } base rows are left out because of failed runs
}
robustness-estimate = { $value } ({ $low } to { $high })
robustness-factor = varies: { $name }: { $how }
robustness-factor-of-input = varies: { $name } (part of the input { $input }): { $how }
robustness-failed = { $count ->
    [one] 1 of { $runs } runs failed and is not counted ({ $share }):
   *[other] { $count } of { $runs } runs failed and are not counted ({ $share }):
}
robustness-failed-scenarios = { $count ->
    [one] 1 change cannot be computed:
   *[other] { $count } changes cannot be computed:
}
robustness-files = { $entities ->
    [one] 1 entity
   *[other] { $entities } entities
}; { $count ->
    [one] 1 of { $runs } runs is counted
   *[other] { $count } of { $runs } runs are counted
}
robustness-head = framework { $framework }, { $entities ->
    [one] 1 entity
   *[other] { $entities } entities
} ranked; { $runs ->
    [one] 1 run
   *[other] { $runs } runs
}, seed { $seed }
robustness-inputs = the share of each input in the variance of the mean shift of the ranks, from { $runs } runs ({ $rows } base rows)
robustness-no-entity = no entity
robustness-no-rank = `{ $entity }` has no rank; name an entity that has a rank
robustness-no-rank-moves = the ranks are the same in every run
robustness-no-uncertainty = the framework `{ $framework }` has no `[uncertainty]`, so the weights below `{ $node }` vary: all weights that add up to one are equally likely
robustness-declare-what-varies = { $why }; say in [uncertainty] what varies, or ask for --scenarios or --gain
robustness-no-weights = the weights of `{ $node }` are not used by `{ $method }`
robustness-one-leaf = the framework `{ $framework }` has a single leaf, so no weight can vary
robustness-scenarios-alone = { $why }, and there is no [uncertainty]: every run is the index as declared
robustness-possible = possible: the best and the worst rank when only the weights below `{ $node }` vary ({ $weights }) and everything else is as declared; a ? marks what is not proven
robustness-same-shift = ranks move, but their mean shift is the same in every run, so that no input explains it; -o DIR and --format json hold the shares for each entity
robustness-scenarios = one change at a time: { $moves } of { $changes ->
    [one] 1 change
   *[other] { $changes } changes
} { $moves ->
    [one] moves
   *[other] move
} an entity; those that move most come first, and -o writes all of them
robustness-several-periods = the data have { $count } periods, and ranks are taken inside each of them; choose one with --period: { $periods }
robustness-sometimes-top = { $count ->
    [one] in the top { $places } in some runs but not in all: 1 entity
   *[other] in the top { $places } in some runs but not in all: { $count } entities
}
robustness-then = equal scores share a rank here; `rank.then`, which breaks such ties in the ranking of `icip score`, is not used
robustness-ties = the runs are ranked by competition (1 2 2 4), and so are the ranks that are shown as declared
robustness-tiers = { $count ->
    [one] 1 tier (error { $error }) of { $sizes } entities; the order within a tier carries no meaning
   *[other] { $count } tiers (error { $error }) of { $sizes } entities; the order within a tier carries no meaning
}
usage-limit-name = the limits are { $names }, each as in `rows=5M`
usage-limit-number = `{ $text }` is no whole number, with or without k, M, G, Ki, Mi or Gi behind it, nor `none`
robustness-too-large = the ranks of { $entities } entities in { $runs } runs may need { $size } GiB
robustness-too-large-pairs-hint = leave out --pairs and --error
robustness-too-large-runs-hint = ask for fewer runs with -n
robustness-widths = width of the 90 % intervals of the ranks in places: { $median } in the median and { $largest } at most; a rank shifts by { $shift } on average
scenario-with-rule = with rule
scenario-without-entity = without entity
scenario-without-leaf = without leaf
scenario-without-node = without node
report-last-period = the data have { $count } periods, and the report shows the last, `{ $period }`; --period shows another
report-needs-output = a report is a file for a browser and not for a terminal; name it, as in `-o report.html`
report-output-is-no-file = `{ $path }` cannot be the name of a file; name one, as in `-o report.html`
report-output-is-workbook = -o names the page; the workbook `{ $path }` is written with --xlsx { $path }
study-in-blocks = the data are read in blocks, and a study needs them in memory
study-left-out = how certain the ranks are is not shown: { $why }
study-without-tiers = no tiers are shown, because they take all pairs of { $entities } entities; `icip robustness --error 0.05` finds them where there is memory for the pairs

## Plan: from the columns of the data to scores and ranks

bad-share = The share of values to hide is out of range.
    .example = the share of values to hide is `1`; it must be above 0 and below 1
bad-share-hidden = the share of values to hide is `{ $share }`
bad-share-hidden-hint = it must be above 0 and below 1

# Of the code cannot-fit.
cannot-fit-method = `{ $method }` of `{ $node }`: { $what }
cannot-fit-method-in-period = `{ $method }` of `{ $node }` in the period `{ $period }`: { $what }
cannot-fit-small-group = the group `{ $group }` has { $count ->
    [one] 1 value
   *[other] { $count } values
}, and at least { $least } are needed
cannot-fit-small-group-hint = `otherwise = "sample"` in `within` puts small groups and values without a group on the scale of the whole sample; or lower `least`
cannot-fit-unknown-sample = the table to which it was fitted has no value in this sample
cannot-fit-unknown-sample-hint = fit to the table that is scored
cannot-fit-without-group = { $count ->
    [one] { $entities } has a value and no group in `{ $column }`
   *[other] { $entities } have a value and no group in `{ $column }`
}

empty-column = A column has no value for any entity, so its node has no score.
    .example = data.csv, `staff`: `staff` has no value for any entity
empty-column-node = `{ $node }` has no value for any entity

empty-node = A node that is computed from its children has no score for any entity.
    .example = `people`: `people` has no score for any entity
empty-node-code = `{ $node }` has no score for any entity

half-present = The data hold the finished score of a node and only some of the columns below it, so the finished score is used.
    .example = data.csv: the column `people` is used as the finished score, because the column `staff` below it is missing
half-present-columns = the column `{ $node }` is used as the finished score, because { $count ->
    [one] the column { $columns } below it is missing
   *[other] the columns { $columns } below it are missing
}

index-without-child = An entity has an index although a child of the index is absent.
    .example = `5002` has an index although `people` is absent; the missing rule of `index` allows it
index-without-child-entities = { $count ->
    [one] { $entities } has an index although `{ $child }` is absent
   *[other] { $entities } have an index although `{ $child }` is absent
}
index-without-child-hint = the missing rule of `{ $index }` allows it

column-numbers = The first row under the header holds the numbers of the columns.
    .example = data.csv line 2: the row holds the numbers of the columns; remove it, or leave it out with `[[data.exclude]]`
column-numbers-row = the row holds the numbers of the columns

repeated-header = The header stands among the rows.
    .example = data.csv line 40: the row is a header again, because its code is `codigo`, the name of the code column; remove it, or leave it out with `[[data.exclude]]`
repeated-header-row = the row is a header again, because its code is `{ $code }`, the name of the code column
repeated-header-hint = remove it, or leave it out with `[[data.exclude]]`

missing-column = A column that is needed is not in the data.
    .example = data.csv line 1: there is no column `staff`, which the leaf `staff` reads; did you mean `staf`?
missing-column-finished-hint = a column `{ $column }` with the finished score would do, too
missing-column-known-hint = the data have the columns { $columns }
missing-column-leaf = { $count ->
    [one] there is no column { $columns }, which the leaf `{ $leaf }` reads
   *[other] there are no columns { $columns }, which the leaf `{ $leaf }` reads
}
missing-column-node = the data have neither the column `{ $node }` nor the columns below it ({ $columns })
missing-column-then = there is no column and no node `{ $column }`, which decides where scores of the index tie
missing-column-then-hint = name a node of the framework or a column of the data
missing-column-then-node = `{ $node }` decides where scores of the index tie, and has no score in these data
missing-column-then-node-hint = name a node with a score or a column of the data
missing-column-size = there is no column `{ $column }`, by which the entities of each `{ $group }` are weighted
missing-column-size-hint = name a column of the data as `size`, or leave it out: then all entities weigh the same
missing-column-totals = there is no column `{ $column }`, whose groups have totals
missing-column-totals-hint = add it to the data, or leave it out of `[[totals]]`
missing-column-published = the published table has no column `{ $column }`

no-period = An entity has several periods in the data, and the published table does not say which one it means.
    .example = `5002` has several rows in the data, and the published table has no column of periods; score one period with --period
no-period-published = `{ $entity }` has several rows in the data, and the published table has no column of periods
no-period-published-hint = score one period with --period

not-finite = A number is not finite, or too large to be stored.
    .example = data.csv line 2, `budget`, entity `A`: `1e999` is too large to be stored; numbers go up to 1.7976931348623157e308
not-finite-division = the quotient for `{ $node }` is `{ $value }`, which is not a finite number
not-finite-node-score = the score of `{ $node }` comes out as `{ $score }`, which is not finite
not-finite-imputation = the value that fills the gap of `{ $node }` is `{ $value }`, which is not a finite number
not-positive = A score is outside of the domain of an aggregation that needs positive scores.
    .example = data.csv line 7, `staff`, entity `E6`: `geometric-mean` of `people`: child `staff` scores `0`; scores must be above 0, or give the aggregation a `floor`
nothing-in-common = Two things that are compared have no node, no row or no cell in common, so there is nothing to compare.
    .example = no column of the published table is named like a node of the framework; say which column holds which node, such as --map "their column=index"; the table has the columns `country`, `score`
nothing-in-common-cells = no score and no rank is present on both sides, so nothing was compared
nothing-in-common-columns = no column of the published table is named like a node of the framework
nothing-in-common-columns-hint = say which column holds which node, such as --map "their column={ $node }"; the table has the columns { $columns }
nothing-in-common-frameworks = the frameworks `{ $before }` and `{ $after }` have no common part with which both tables can be scored: { $why }
nothing-in-common-frameworks-hint = give the nodes that mean the same the same code and the same column in both frameworks
nothing-in-common-orders = the edits cannot be made in all orders: { $why }
nothing-in-common-rows = no row of the published table is in the data: its first code is `{ $there }`, and the first code of the data is `{ $here }`
nothing-in-common-rows-hint = both must use the same codes

other-columns = The columns of the panel differ from those for which the plan was compiled.
    .example = the columns of the panel differ from those for which the plan was compiled; compile the plan with the schema of this panel
other-columns-panel = the columns of the panel differ from those for which the plan was compiled
other-columns-panel-hint = compile the plan with the schema of this panel

other-plan = The fits were made with another plan.
    .example = the fits were made with another plan, whose nodes read other columns; fit with the plan that scores
other-plan-damaged = the saved sample of `{ $node }` is damaged: it has a count without bounds, or its bounds are reversed
other-plan-damaged-hint = fit again, and save the result
other-plan-fits = the fits were made with another plan, whose nodes read other columns
other-plan-fits-hint = fit with the plan that scores
other-plan-format = the saved fits have format `{ $format }`, and this version reads format `{ $known }`
other-plan-leaf = the saved fits do not match the leaf `{ $node }`, its columns and its methods
other-plan-leaves = what was kept is of { $kept ->
    [one] 1 leaf
   *[other] { $kept } leaves
}, and the plan measures { $count }
other-plan-part = the summary of a part of the table is of another pass, or of another plan
other-plan-part-hint = summarise every part in the pass that is under way, with the plan that fits

doubtful-treatment = What a treatment found in a column is doubtful.
    .example = data.csv `income`: `box-cox` of `S1`: the estimated lambda is `-2`, which is an end of the search interval from `-2` to `2`; no power in that interval brings the column near a normal distribution, so look at its largest and smallest values, or give a `lambda`
doubtful-treatment-lambda = the estimated lambda is `{ $lambda }`, which is an end of the search interval from `{ $low }` to `{ $high }`
doubtful-treatment-lambda-hint = no power in that interval brings the column near a normal distribution, so look at its largest and smallest values, or give a `lambda`
doubtful-treatment-of = `{ $method }` of `{ $node }`: { $what }
doubtful-treatment-of-in-period = `{ $method }` of `{ $node }` in the period `{ $period }`: { $what }

bad-target = A target cannot be reached as it is declared.
    .example = structure.csv line 6, `target.goal-period`: `TRA` has a goal and no period for it; give `goal-period` here, or under `[targets]` for all nodes
bad-target-direction = of `{ $code }` the goal { $goal } is worse than the baseline { $baseline }
bad-target-direction-hint = exchange the two, or give the node the `direction` that the goal means
bad-target-geometric = `{ $code }` grows by a factor, and its baseline or its goal is not above 0
bad-target-geometric-hint = use `path = "linear"`
bad-target-lights = of `{ $code }` the value of the green light, { $green }, is not better than that of the red one, { $red }
bad-target-lights-hint = `green` is the value from which on the light is green, and `red` the one beyond which it is red
bad-target-milestone = a milestone of `{ $code }` is in { $period }, which is not between the baseline and the goal
bad-target-milestone-hint = give milestones periods between the two
bad-target-milestone-beyond = a milestone of `{ $code }`, { $value } in { $period }, is beyond the goal { $goal }
bad-target-milestone-beyond-hint = a milestone lies on the way to the goal: correct one of the two
bad-target-no-date = `{ $code }` has a goal and no period for it
bad-target-no-date-hint = give `goal-period` here, or under `[targets]` for all nodes
bad-target-no-start = `{ $code }` has a baseline and no period for it
bad-target-no-start-hint = give `baseline-period` here, or under `[targets]` for all nodes
bad-target-order = the goal of `{ $code }` is for { $end }, which is not after the baseline of { $start }
bad-target-order-hint = the period of the goal must be after that of the baseline
bad-target-texts = `{ $code }` has answers in words, of which none is a goal
bad-target-texts-hint = give the target to the node above it, as a score
bad-value-milestone = `{ $period }` is no number
bad-value-milestone-hint = milestones are values by periods that are numbers, such as `{"{"} "2025" = 40 {"}"}`
bad-value-two-bases = both `base` and `rolling-base` are given
bad-value-two-bases-hint = give one of them: a period for all, or the number of periods of a base that moves
bad-value-rolling-one-sample = all periods are one sample, so that no base can move with them
bad-value-rolling-one-sample-hint = leave out `rolling-base`, or `sample = "all"` and `normalise-sample = "all"`
bad-value-one-light = only one of `green` and `red` is given
bad-value-one-light-hint = give both, or neither
period-no-time = Periods are no numbers, so that no pace and no trend can be told.
    .example = data.csv, `period`: the period `spring` is no number; name the periods by years, such as 2024 or 2024.5
period-no-time-name = the period `{ $period }` is no number
period-no-time-none = the data have no periods
period-no-time-hint = name the periods by years, such as 2024 or 2024.5
period-no-time-none-hint = declare the column of periods as `period` under `[data]`
scales-apart = Scores of several periods are compared although each period has scales of its own.
    .example = data.csv: through `DIA`, `INV` the scores of each period depend on its own sample, so that a change may be one of the others; declare `sample = "all"` or a `base` period under `[data]`, or look at what `icip trends --linked` or `icip change` finds
scales-apart-nodes = through { $nodes } the scores of each period depend on its own sample, so that a change may be one of the others
scales-apart-hint = declare `sample = "all"` or a `base` period under `[data]`, or look at what `icip trends --linked` or `icip change` finds
scales-apart-tables = through { $nodes } the scores of each edition depend on its own table, so that a change may be one of the others
scales-apart-change-hint = what the scales did is shown as parts of their own

across-break = Values on both sides of a declared break are compared.
    .example = data.csv: the framework declares a break in 2021, and earlier values were measured or scored in another way; read the change with care, or compare periods on one side of it
across-break-of = the framework declares a break in { $period }, and earlier values were measured or scored in another way
across-break-hint = read the change with care, or compare periods on one side of it
gap-as-average = An absent child counts as zero where zero is the score of an average entity.
    .example = framework.toml line 12, `missing`: `zero` of `index`: 0 is the mean or the median of the scores of `a`, `b`, so that a gap counts as an average score and is better than a low one; use `skip`, or `constant` with a low score
gap-as-average-of = `zero` of `{ $node }`: 0 is the mean or the median of the scores of { $children }, so that a gap counts as an average score and is better than a low one
gap-as-average-of-hint = use `skip`, or `constant` with a low score
turned-twice = The direction of an indicator is declared twice, and the two cancel.
    .example = structure.csv line 4, `direction`: `deaths` has `direction = -1`, and its goalpost `worst`, 100, is above `best`, 0: each reverses the scale, so together they make a higher value better; reverse one of the two and leave the other
turned-twice-of = `{ $code }` has `direction = -1`, and its goalpost `worst`, { $worst }, is above `best`, { $best }: each reverses the scale, so together they make a higher value better
turned-twice-of-hint = reverse one of the two and leave the other

filled-out-of-range = Gaps are filled with values outside of the range that is declared for their column.
    .example = data.csv line 10, `share`, entity `X`: 1 gap is filled by `regression` outside of the declared range, for example with `180`; the scale of all entities may follow from it
filled-out-of-range-hint = the scale of all entities may follow from it
filled-out-of-range-values = { $count ->
    [one] 1 gap is filled by `{ $method }` outside of the declared range, for example with `{ $value }`
   *[other] { $count } gaps are filled by `{ $method }` outside of the declared range, for example with `{ $value }`
}

# Of the code outside-domain.
outside-domain-value = `{ $value }` has no score in `{ $node }`

outside-range = Finished scores lie outside of the range of scores that their node can have.
    .example = data.csv line 2, `people`, entity `A`: 12 of 30 scores lie outside of 0 to 1, the range of `people`, such as `71.3`; is the column on another scale?
outside-range-hint = is the column on another scale?
outside-range-scores = { $count } of { $all } scores { $count ->
    [one] lies
   *[other] lie
} outside of { $low } to { $high }, the range of `{ $node }`, such as `{ $score }`

# Of the code unknown-node.
unknown-node-compared = the framework has no node `{ $node }`

unknown-successor = The table of successors names an entity that the data do not have.
    .example = successors.csv: the data have no entity `0500` that the table of successors names; correct the code, or leave out the row
unknown-successor-codes = { $count ->
    [one] the data have no entity { $entities } that the table of successors names
   *[other] the data have none of the entities { $entities } that the table of successors names
}
unknown-successor-codes-hint = correct the code, or leave out the row

bad-succession = Rows of the table of successors contradict the data, or each other.
    .example = successors.csv line 2: the row `A,C,2022` lets `C` follow another entity, and `C` is there in 2021 already; add the row `C,C,2022`, so that its own past counts too, or correct the code
bad-succession-again = by the row `{ $row }` others follow `{ $entity }`; it is not there in { $first }, and again in { $again }
bad-succession-again-hint = give the later entity a code of its own, or add the row `{ $row }` if it is the same one
bad-succession-circle = { $entities } follow each other in a circle, and were not all there before and after
bad-succession-circle-of = { $entities } follow each other in a circle since { $period }, and were not all there before and after
bad-succession-circle-hint = take out the rows that are wrong; codes are exchanged only among entities that go on
bad-succession-itself = `{ $entity }` follows itself alone, and no other entity follows it, so that the row says nothing
bad-succession-itself-hint = take the row out, or add those of the other predecessors
bad-succession-past = the row `{ $row }` lets `{ $entity }` follow another entity, and `{ $entity }` is there in the earlier edition already
bad-succession-past-of = the row `{ $row }` lets `{ $entity }` follow another entity, and `{ $entity }` is there in { $period } already
bad-succession-past-hint = add the row `{ $row }`, so that its own past counts too, or correct the code

missing-column-of-successors = the table of successors has no column `{ $column }`
missing-column-of-successors-hint = the columns are `before` and `after`, and `period` and `share` where they are needed
unknown-column-of-successors = the table of successors has a column `{ $column }`
unknown-column-of-successors-hint = the columns are `before`, `after`, `period` and `share`; rename it, or take it out
empty-code-of-successors = the row has no code
duplicate-succession = `{ $before }` stands twice among the predecessors of `{ $after }`
duplicate-succession-row = by the table of successors `{ $entity }` of { $period } is `{ $code }`, of which there is a row of { $period } too
duplicate-succession-row-hint = take out one of the two rows, or correct the period of the succession: it is the first one of the later code
successors-begin-anew = { $count ->
    [one] { $entities } was split off or merged: its values begin with it, and those of its predecessors stay theirs
   *[other] { $entities } were split off or merged: their values begin with them, and those of their predecessors stay theirs
}
bad-value-some-shares = only some predecessors of `{ $entity }` have a share
bad-value-some-shares-hint = give all of them a share, or none
period-no-time-succession = the row of `{ $entity }` in the table of successors has no period
period-no-time-succession-hint = say in the column `period` from which period on the later code counts
successor-of-one = `{ $after }` follows `{ $before }`
successor-of-one-since = `{ $after }` follows `{ $before }` since { $period }
successor-of-several = `{ $after }` follows { $before }; what it was before is their mean with these shares
successor-of-several-since = `{ $after }` follows { $before } since { $period }; what it was before is their mean with these shares
successor-share = `{ $code }` ({ $share })

unranked-unknown = An entity that the framework leaves unranked is not in the data.
    .example = the unranked entity `5002` is not in the data
unranked-unknown-entity = the unranked entity `{ $code }` is not in the data

unused-scores = The data hold scores of a node that are not used, because the node is computed from the columns below it.
    .example = data.csv: the column `people` is not used, because its node is computed from the columns below it; `icip compare` compares such a column with the computed scores
unused-scores-columns = { $count ->
    [one] the column { $columns } is not used, because its node is computed from the columns below it
   *[other] the columns { $columns } are not used, because their nodes are computed from the columns below them
}
unused-scores-columns-hint = `icip compare` compares such a column with the computed scores

whole-columns = A step needs whole columns, so the table cannot be scored in blocks of rows.
    .example = `staff`: `percentile-rank` normalises `staff` by all values of its sample; goalposts, and the bounds, mean and deviation of the sample, can be computed in blocks
whole-columns-aggregate = `{ $method }` compares the entities of `{ $node }` with each other
whole-columns-aggregate-hint = means can be computed in blocks
whole-columns-base = treatments and scales are fitted to the period `{ $base }`
whole-columns-rolling-base = treatments and scales are fitted to { $count } periods
whole-columns-base-hint = scales of each sample, or fixed goalposts, can be computed in blocks
whole-columns-classes = the classes of `{ $node }` are cut at quantiles of its scores
whole-columns-classes-hint = declared `cuts` can be computed in blocks
whole-columns-impute = `{ $method }` fills the gaps of `{ $node }` from other rows or columns
whole-columns-impute-hint = `mean` without a group, `zero` and `constant` can be computed in blocks
whole-columns-normalise = `{ $method }` normalises `{ $node }` by all values of its sample
whole-columns-normalise-hint = goalposts, and the bounds, mean and deviation of the sample, can be computed in blocks
whole-columns-impute-node = `{ $method }` fills the gaps of `{ $node }` from the scores of all entities
whole-columns-impute-node-hint = gaps of a node that stay absent, and gaps of leaves that are filled by `mean` or `constant`, work on blocks
whole-columns-rescale = `{ $method }` normalises the scores of `{ $node }` again from all of them
whole-columns-rescale-hint = scores that are aggregated and not normalised again can be computed in blocks
whole-columns-within = the scale of `{ $node }` is fitted inside the groups of `{ $group }`
whole-columns-within-hint = one scale for the whole sample works on blocks
whole-columns-screen = the screening of indicators counts the values of whole columns
whole-columns-screen-hint = leave the indicators out of the framework by name instead
whole-columns-treat = `{ $method }` treats `{ $node }` by its whole sample
whole-columns-treat-hint = `log`, `sqrt`, `power`, `caps`, and `box-cox` with a `lambda`, can be computed in blocks
whole-columns-weigh = `{ $method }` weighs the children of `{ $node }` by their scores
whole-columns-weigh-hint = given weights can be computed in blocks

missing-size = An entity has no size, so it counts for nothing in the totals of its group.
    .example = data.csv, `population`: `5002` has no `population` and counts for nothing in the totals by `region`; give it a value, or leave `size` out of `[[totals]]`: then all entities weigh the same
missing-size-entities = { $count ->
    [one] { $entities } has no `{ $column }` and counts for nothing in the totals by `{ $group }`
   *[other] { $entities } have no `{ $column }` and count for nothing in the totals by `{ $group }`
}
missing-size-hint = give it a value, or leave `size` out of `[[totals]]`: then all entities weigh the same

negative-size = The size of an entity is negative, so totals cannot be weighted by it.
    .example = data.csv line 7, `population`, entity `5002`: the `population` of an entity is `-3`; a size must be at least 0
negative-size-entity = the `{ $column }` of an entity is `{ $value }`
negative-size-hint = a size must be at least 0

without-index = An entity has no index and no rank, because too many of its scores are missing.
    .example = `5002` has no index and no rank, because too many scores are missing
without-index-entities = { $count ->
    [one] { $entities } has no index and no rank, because too many scores are missing
   *[other] { $entities } have no index and no rank, because too many scores are missing
}

zero-divisor = A divisor is zero or absent, so an entity has no value of the leaf that is divided by it.
    .example = data.csv line 9, `population`, entity `5002`: `population` is zero or absent, so `staff` is absent for `5002`; give a value with `otherwise` in `denominate` if there is one
zero-divisor-hint = give a value with `otherwise` in `denominate` if there is one
zero-divisor-of = `{ $divisor }` is zero or absent, so `{ $node }` is absent for { $entities }

# Why a cell was changed, in the trail.
trail-absent-counted = absent, counted by `{ $rule }` of `{ $parent }`
trail-absent-fatal = absent, and `{ $parent }` has no score by `{ $rule }`
trail-absent-left-out = absent, left out by `{ $rule }` of `{ $parent }`
trail-clipped = `{ $method }` cuts at the end of the scale
trail-cut-at-bottom = cut at the bottom by `{ $method }`
trail-cut-at-top = cut at the top by `{ $method }`
trail-filled = gap filled by `{ $method }`
trail-filled-clipped = gap filled by `{ $method }`, and `{ $value }` cut to the declared range, which ends at `{ $end }`
trail-floor = lifted to the floor of `{ $method }` of `{ $parent }`
trail-rescaled = aggregated score put on another scale by `{ $method }`
trail-logarithm = logarithm taken by `{ $method }`
trail-no-divisor = `{ $divisor }` is zero or absent
trail-treated = treated by `{ $method }`
trail-winsorised-at-bottom = winsorised at the bottom by `{ $method }`
trail-winsorised-at-bottom-log = winsorised at the bottom, then the logarithm taken, by `{ $method }`
trail-winsorised-at-bottom-ties = winsorised at the bottom by `{ $method }`, with more points than `max` because of ties
trail-winsorised-at-top = winsorised at the top by `{ $method }`
trail-winsorised-at-top-log = winsorised at the top, then the logarithm taken, by `{ $method }`
trail-winsorised-at-top-ties = winsorised at the top by `{ $method }`, with more points than `max` because of ties

## Framework files: the text of TOML files and of cells

bad-form = A form that came back was changed, so that an answer would be lost.
    .example = datos.xlsx, 'Entity 1'!A9: the question `p1a` is there a second time; the first is in 'Entity 1'!A8; give the row the name that the form had here
bad-form-no-heading = the sheet is a form, and its heading is missing
bad-form-no-heading-hint = above the questions stand the words { $words }, in English or in Spanish
bad-form-twice = the question `{ $name }` is there a second time; the first is in { $cell }
bad-form-twice-hint = give the row the name that the form had here
bad-form-unknown = `{ $name }` is no question of the form
bad-form-unknown-hint = its questions are { $names }
bad-form-beside = `{ $text }` stands where the form says what may be answered, and { $cell } has no answer
bad-form-lacks = { $count ->
    [one] the form lacks the question { $names }
   *[other] the form lacks the questions { $names }
}
bad-form-lacks-hint = put the rows back, as the other sheets have them, and leave an answer empty that is not given
bad-form-no-question = the answer `{ $text }` stands in a row without the name of a question
bad-form-no-question-hint = write the name of the question into the first column, or take the answer out

bad-method = A rule names no method in the form in which methods are named.
    .example = framework.toml line 9, `defaults.normalise`: a `normalise` rule cannot be a number; it must name a method, such as "min-max"
bad-method-count = a `{ $family }` rule must name one method, but { $count ->
    [one] 1 method is named
   *[other] { $count } methods are named
} here
bad-method-parameters = the parameters of `{ $name }` are { $found }
bad-method-parameters-hint = they must be a table, such as { $name } = {"{"} ... {"}"}
bad-method-type = a `{ $family }` rule cannot be { $found }
bad-method-type-hint = it must name a method, such as "min-max"
bad-value = The value of a key is not allowed.
    .example = framework.toml line 12, `rank.on.rounded.digits`: `digits` is `20`; it must be a whole number from 0 to 15
bad-value-above-hint = it must be above { $bound }
bad-value-add-up-hint = every probability must be above 0, and together they must add up to 1
bad-value-answer-twice = the answer `{ $answer }` is listed twice
bad-value-answer-twice-hint = list every answer once
bad-value-ascending-hint = every number must be above the one before it
bad-value-ascending-shares-hint = it must be numbers from 0 to 1, each above the one before it
bad-value-at-least-hint = it must be at least { $bound }
bad-value-work = `work` is given without `best`
bad-value-work-hint = leave out `work`: with `on` there is nothing to find
bad-value-both = `{ $first }` and `{ $second }` are both `{ $value }`
bad-value-both-hint = the two must differ
bad-value-budget-points = an expert gives no points at all, or a negative number of points
bad-value-choice-hint = a choice needs two or more rules
bad-value-class-cuts = one of `cuts` and `quantiles` must be given
bad-value-class-cuts-hint = `cuts` on the scale of the node, or `quantiles` as shares between 0 and 1
bad-value-class-names = { $names ->
    [one] 1 name is
   *[other] { $names } names are
} given for { $cuts ->
    [one] 1 cut
   *[other] { $cuts } cuts
}
bad-value-class-names-hint = there must be one more name than there are cuts
bad-value-comparison = `{ $key }` has entries that are not positive numbers
bad-value-comparison-hint = every entry must be a number above 0, such as 3, 0.5 or 1/3, or `?` where nobody compared the pair
bad-value-count = `{ $key }` has { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
bad-value-count-hint = there must be { $count }
bad-value-cuts-nothing-hint = at least one of the two must cut something: `lower` above 0, or `upper` below 1
bad-value-decimal-hint = it must be `.` or `,`
bad-value-single-indicator = both `single` and `indicator` say what the indicator is
bad-value-single-indicator-hint = keep one of the two
bad-value-range-hint = allowed are the cells between two corners, such as A3:ZZ200 or A3:ZZ
bad-value-beginning-hint = it must be a text without quotes and ends of lines, and not be empty
bad-value-delimiter-hint = it must be one character that is neither a quote nor the end of a line
bad-value-direction-hint = it must be 1 where more is better, or -1 where less is better
bad-value-coinr = `{ $column }` of `{ $code }` is `{ $value }`
bad-value-coinr-level = the level of `{ $code }` is `{ $level }`
bad-value-coinr-level-1-hint = an indicator must be on level 1
bad-value-coinr-level-above-hint = an aggregate must be on level 2 or above, which is a whole number
bad-value-coinr-levels = `{ $code }` is on level { $level }, and its parent `{ $parent }` on level { $above }
bad-value-coinr-levels-hint = a parent must be exactly one level above
bad-value-coinr-missing = `{ $code }` has no `{ $column }`
bad-value-coinr-number-hint = it must be a number
bad-value-coinr-truth-hint = it must be TRUE or FALSE
bad-value-direction-of = the direction of `{ $code }` is `{ $value }`
bad-value-distance-hint = `{ $first }` must be below `{ $second }`, and their distance a finite number
bad-value-draws = { $count ->
    [0] the draw of weights is not declared
   *[other] the draw of weights is declared in { $count } ways
}
bad-value-empty-code = the code is empty
bad-value-empty-code-hint = every node needs a code
bad-value-empty-list = `{ $key }` is empty
bad-value-empty-list-hint = list at least one entry
bad-value-encoding-hint = it must be `utf-8`, `windows-1252` or `utf-16`
bad-value-expert-matrices = the matrices of the experts are not of one size
bad-value-expert-matrices-hint = each must have one row for each child
bad-value-experts-hint = at least one expert must give points
bad-value-format-hint = it must be 1, the only version of the format
bad-value-idle-probabilities = `probabilities` is given without a list of rules
bad-value-idle-probabilities-hint = leave it out, or list the rules to which it belongs
bad-value-in-hint = it must be a number from { $low } to { $high }
bad-value-interval-hint = `lo` must be at least 0, and `hi` at least `lo` and at most 1e100
bad-value-is = `{ $key }` is `{ $value }`
bad-value-keep-and-drop = `{ $name }` stands both in `keep` and in `drop`
bad-value-keep-and-drop-hint = name it in one of the two
bad-value-list = `{ $key }` is `{ $values }`
bad-value-listed-twice = `{ $key }` lists an entry twice
bad-value-listed-twice-hint = list every entry once
bad-value-judgements = one of `matrix` and `experts` must be given
bad-value-judgements-hint = `matrix` for the judgements of one person or group, `experts` for those of several
bad-value-log-scale-hint = a logarithmic scale needs goalposts above 0
bad-value-lower-hint = it must be at least 0 and below 1
bad-value-max = `max` is below `min`
bad-value-max-hint = it must be at least `min`
bad-value-methods-hint = it must be a list of methods
bad-value-missing = the key `{ $key }` is missing
bad-value-missing-hint = it must be given
bad-value-named-tables-hint = it must be a table of tables, each under a name of your choice
bad-value-names-hint = it must be a string, or strings by language, such as {"{"} es = "...", en = "..." {"}"}
bad-value-neither = neither `{ $first }` nor `{ $second }` is given
bad-value-neither-hint = give at least one of the two
bad-value-noise = the size of the error is declared in no way, or in several ways
bad-value-noise-hint = give exactly one of `value`, `deviation` and `share`, above 0, or a `column-suffix`
bad-value-not-square = `{ $key }` is not square
bad-value-not-square-hint = it must have as many rows as each row has entries, such as ["1 3", "1/3 1"]
bad-value-number = `{ $key }` is the number `{ $number }`
bad-value-number-hint = it must be a number
bad-value-number-map-hint = it must be a table of numbers, such as {"{"} "yes" = 1, "no" = 0 {"}"}
bad-value-counts-hint = it must be a whole number from 1 on, or a list of such numbers
bad-value-quantiles-hint = shares must be above 0 and below 1
bad-value-thousands-hint = it must be a space, `'`, `.` or `,`
bad-value-unit-hint = it must be `%`
bad-value-numbers-hint = it must be a list of numbers
bad-value-one-of-hint = give exactly one of { $keys }
bad-value-one-set = only one set of weights is given
bad-value-order-hint = name all children, the most important first
bad-value-otherwise = `otherwise` is given without a `group`
bad-value-otherwise-hint = name a group column, or leave `otherwise` out
bad-value-overlap = the intervals of `worst` and `best` overlap
bad-value-overlap-hint = they must lie apart, so that the goalposts cannot be equal
bad-value-pair = `{ $first }` is `{ $a }` and `{ $second }` is `{ $b }`
bad-value-pair-hint = `{ $first }` must be below `{ $second }`
bad-value-points = { $points ->
    [one] 1 number of points is
   *[other] { $points } numbers of points are
} given for { $cuts ->
    [one] 1 cut
   *[other] { $cuts } cuts
}
bad-value-points-hint = there must be one more number of points than there are cuts
bad-value-power-hint = it must be above 0, because a negative power reverses the order; `box-cox` keeps it
bad-value-predictors = exactly one of `on` and `best` must be given
bad-value-predictors-hint = write `on = ["code", ...]` or `best = 2`
bad-value-probabilities = { $count ->
    [one] 1 probability is
   *[other] { $count } probabilities are
} given for { $rules ->
    [one] 1 rule
   *[other] { $rules } rules
}
bad-value-probabilities-hint = there must be one probability for each rule
bad-value-probability-hint = it must be above 0 and below 1
bad-value-group-goalposts = `worst` and `best` do not name the same groups
bad-value-group-goalposts-hint = give every group a value in both
within-twice = `{ $code }` has goalposts for the groups of `{ $own }`, and `within` names the groups of `{ $group }`
within-twice-hint = leave `within` out
bad-value-below = `below` and `of` both say which other leaves count
bad-value-below-hint = keep one of them
bad-value-rank-on-hint = it must be "unrounded", "bits" or {"{"} rounded = {"{"} digits = 3 {"}"} {"}"}
bad-value-reciprocal = in `matrix`, row { $row } says `{ $entry }` of child { $column }, and row { $column } says `{ $mirrored }` of child { $row }
bad-value-reciprocal-hint = the two must be reciprocals, such as 3 and 1/3, and the entries on the diagonal must be 1
bad-value-reference = a reference must be either a value or an entity
bad-value-reference-hint = it must be "max", "mean", {"{"} value = 100 {"}"}, {"{"} entity = "CODE" {"}"} or {"{"} entity = "CODE", period = "2015" {"}"}
bad-value-reference-period = only the value of an entity has a period
bad-value-rule-twice-hint = list every rule once, and give it a larger probability if it should be drawn more often
bad-value-rules = `{ $key }` lists { $count ->
    [one] only 1 rule
   *[other] { $count } rules
}
bad-value-share-hint = it must be above 0 and at most 1
bad-value-shares-hint = both must be from 0 to 1, and `lower` below `upper`
bad-value-some-positive-hint = every number must be at least 0, and at least one must be above 0
bad-value-table-hint = it must be a table with the keys { $keys }
bad-value-tables-hint = it must be a list of tables
bad-value-target = `target` is not a table of shares
bad-value-target-hint = it must be a table of numbers of at least 0, at least one of them above 0
bad-value-text = `{ $key }` is the string `{ $text }`
bad-value-text-hint = it must be a string in quotes
bad-value-texts-hint = it must be a list of strings
bad-value-two-numbers-hint = it must be two numbers, the smaller one first
bad-value-type = `{ $key }` is { $found }
bad-value-unknown-word = unknown word `{ $word }`
bad-value-upper-hint = it must be above 0, at least `lower`, and at most 1
bad-value-varies = factor `{ $factor }` { $count ->
    [0] varies nothing
   *[other] varies { $count } things
}
bad-value-weight-of = the weight of `{ $code }` is `{ $value }`
bad-value-weight-set = a weight is negative or above 1e100, or all weights are 0
bad-value-weight-set-hint = weights must be from 0 to 1e100, and at least one must be above 0
bad-value-whole-hint = it must be a whole number of at least { $low }
bad-value-whole-in-hint = it must be a whole number from { $low } to { $high }
bad-value-word-hint = it must be a word in quotes
date-toml = `{ $date }` is a date
date-toml-hint = put it in quotes if a string is meant
not-finite-toml = `{ $text }` is not a finite number
rule-syntax = A cell of `structure.csv` is neither a word, nor a number, nor a rule.
    .example = structure.csv line 4, `weight`: `0,5` is not a number; write it with a decimal point, such as `0.5`
rule-syntax-decimal-hint = write it with a decimal point, such as `0.5`
rule-syntax-number = `{ $text }` is not a number
rule-syntax-parser = `{ $text }` cannot be read: { $error }
rule-syntax-parser-hint = write a bare word, or `key = value, ...`, such as `goalposts = {"{"} worst = 0, best = 5 {"}"}`
rule-syntax-percent-hint = write `{ $number }`: weights are relative
rule-syntax-two-ways = `{ $text }` can be { $decimal } or { $thousands }
rule-syntax-two-ways-hint = write the number without a mark of thousands and with a decimal point, or declare `decimal = ","` under `[data]`
toml-syntax = A file is not valid TOML.
    .example = framework.toml line 3: invalid key, expected `.` or `=`
toml-syntax-parser = { $error }
unknown-key = A table has a key that means nothing there.
    .example = framework.toml line 3: unknown key `weigth`; did you mean `weight`?
unknown-key-here = unknown key `{ $key }`
unknown-method = No method of the family has this name.
    .example = structure.csv line 4, `normalise`: no `normalise` method is called `minmax`; did you mean `min-max`?
unknown-method-name = no `{ $family }` method is called `{ $name }`
value-flag = a Boolean (true or false)
value-list = a list
value-number = a number
value-refused = unreadable
value-table = a table
value-text = a string

## Frameworks: the tree, its weights, and what a study varies

ambiguous-group = A factor and a group of factors have the same name.
    .example = framework.toml line 20: `weights` is the name of a factor and of a group of other factors; rename one of them, or put the factor into that group
ambiguous-group-hint = rename one of them, or put the factor into that group
ambiguous-group-name = `{ $name }` is the name of a factor and of a group of other factors
cycle = A node is its own ancestor.
    .example = structure.csv line 5, `parent`: `a` is its own ancestor: a < b < a; give one of these nodes another parent
cycle-hint = give one of these nodes another parent
cycle-of = `{ $code }` is its own ancestor: { $path }
reserved-code = A node or a group has the name of another column of the result files.
    .example = structure.csv line 9, `code`: `name` is also the name of another column of the result files; give the node another code
reserved-code-classes = the classes of `{ $node }` are declared twice
reserved-code-group = the group column `{ $name }` has the name of another column of the result files
reserved-code-group-hint = give the column another name in the data
reserved-code-of = `{ $name }` is also the name of another column of the result files
reserved-code-of-hint = give the node another code
duplicate-code = Two nodes have the same code.
    .example = structure.csv line 9, `code`: duplicate code `staff`; it first appears on line 4
duplicate-code-hint = it first appears on line { $line }
duplicate-code-of = duplicate code `{ $code }`
duplicate-column-structure = duplicate column `{ $column }`
duplicate-factor = Two factors have the same name.
    .example = framework.toml line 24: two factors are called `weights`
duplicate-factor-name = two factors are called `{ $factor }`
duplicate-weight = A child is given two weights.
    .example = framework.toml line 24: factor `weights` gives two weights to `staff`; give one weight to every child
duplicate-weight-factor = factor `{ $factor }` gives two weights to `{ $code }`
duplicate-weight-hint = give one weight to every child
empty-code-node = a node has no code
extreme-weight = A weight is so large or so small that sums of weights would be infinite or zero.
    .example = structure.csv line 4, `weight`: the weight of `staff` is `1e200`; it must be 0, or from 1e-100 to 1e100
extreme-weight-hint = it must be 0, or from { $low } to { $high }
goalposts = Goalposts that a factor varies may be equal or change sides.
    .example = framework.toml line 24: factor `posts`: the goalposts of `staff` may be equal or change sides; the worst goalpost must stay on its side of the best one
goalposts-factor = factor `{ $factor }`: the goalposts of `{ $code }` may be equal or change sides
goalposts-hint = the worst goalpost must stay on its side of the best one
idle-direction = A direction is declared for a method that does not use it.
    .example = structure.csv line 4, `direction`: `bands` of `staff` does not use the direction; its points say what is better: remove `direction`
idle-direction-hint = its points say what is better: remove `direction`
idle-direction-of = `{ $method }` of `{ $code }` does not use the direction
idle-factor = A factor would change nothing.
    .example = framework.toml line 24: factor `weights` applies to no node; name nodes to which it applies
idle-factor-aggregate = factor `{ $factor }`: each of its nodes has only one child
idle-factor-children-hint = it would change nothing: name nodes with several children
idle-factor-goalposts = factor `{ $factor }`: `{ $code }` has no goalposts
idle-factor-goalposts-hint = it would change nothing: name leaves with goalposts
idle-factor-nodes = factor `{ $factor }` applies to no node
idle-factor-nodes-hint = name nodes to which it applies
idle-factor-weights = factor `{ $factor }`: `{ $code }` has only one child
idle-parameter = A row gives a parameter of a rule, and neither the row, nor its level, nor the defaults give the rule.
    .example = structure.csv line 4, `normalise.worst`: the row gives `worst` without a `normalise` rule; name the method in the column `normalise`, or give the rule under `[defaults]` or the level
idle-parameter-hint = name the method in the column `{ $rule }`, or give the rule under `[defaults]` or the level
idle-parameter-of = the row gives `{ $parameter }` without a `{ $rule }` rule
impossible-aggregation = An aggregation cannot take a child, whatever the data are.
    .example = structure.csv line 2, `aggregate`: `geometric-mean` of `index` cannot take `staff`: its lowest entity is certain to score 0 or less; move the scale up, for example with `lo = 1`, or give a `floor`
impossible-aggregation-few-weights = there are fewer `weights` than children, and every position needs one
impossible-aggregation-between = between the two frameworks, `{ $code }` cannot be aggregated: { $why }
impossible-aggregation-low = its lowest entity is certain to score too low for `benefit-of-the-doubt`; move the scale up, for example with `lo = 1`
impossible-aggregation-lower = with so many children, the `lower` shares add up to more than 1
impossible-aggregation-many-weights = it is the last child, and there are more `weights` than children
impossible-aggregation-negative = its lowest entity is certain to score below 0, and scores must be at least 0
impossible-aggregation-of = `{ $method }` of `{ $code }` cannot take `{ $child }`: { $why }
impossible-aggregation-upper = with so few children, the `upper` shares add up to less than 1
impossible-aggregation-zero = its lowest entity is certain to score 0 or less; move the scale up, for example with `lo = 1`, or give a `floor`
inner-with-column = A node with children names a column.
    .example = structure.csv line 2, `column`: `index` has children and names the column `total`; leave the cell empty: a column of the data that is called like the node is taken as its finished score
inner-with-column-at = `{ $code }` has children and names the column `{ $column }`
inner-with-column-hint = leave the cell empty: a column of the data that is called like the node is taken as its finished score
keep-one-hint = keep one of the two
leaf-without-column = A node without children names no column of the data.
    .example = structure.csv line 4, `column`: leaf `staff` names no column; name a column of the data, or give the node children
leaf-without-column-at = leaf `{ $code }` names no column
leaf-without-column-hint = name a column of the data, or give the node children
missing-column-structure = the column `{ $column }` is missing
missing-column-structure-hint = the header is `{ $header }`
negative-weight = A weight is negative.
    .example = structure.csv line 4, `weight`: the weight of `staff` is `-1`; it must be at least 0
no-factor = The section `uncertainty` declares no factor.
    .example = `uncertainty`: `uncertainty` declares no factor; add `[[uncertainty.factors]]`
no-factor-declared = `uncertainty` declares no factor
no-factor-hint = add `[[uncertainty.factors]]`
no-tree = A framework has no nodes.
    .example = framework.toml: there is no tree; put a `structure.csv` beside the file, or `[[nodes]]` into it
no-tree-empty = the tree has no nodes
no-tree-file = there is no tree
no-tree-hint = put a `structure.csv` beside the file, or `[[nodes]]` into it
no-tree-draft = no column could be an indicator: { $reasons }
no-tree-draft-codes = the table has no columns beside those that say who the entities are
no-tree-draft-hint = a leaf needs a column of numbers, or one with a few answers that repeat
overlapping-factors = Two factors vary the same step of the same node.
    .example = framework.toml line 30: factors `a` and `b` vary the same step of `index`; the later one would overwrite the earlier one: name other nodes
overlapping-factors-hint = the later one would overwrite the earlier one: name other nodes
overlapping-factors-of = factors `{ $first }` and `{ $second }` vary the same step of `{ $code }`
ragged-row-structure = the row has { $fields ->
    [one] 1 field
   *[other] { $fields } fields
}, and the header has { $columns }
ragged-row-structure-long-hint = put a cell that contains a separator in quotes
ragged-row-structure-short-hint = fill the row up with separators
rescale = The framework asks for a step on all scores of a node that cannot be done.
    .example = framework.toml line 9, `rescale`: `ratio-to-reference` cannot normalise the scores of `index` again, because it names an entity, a period or answers of the data; use another rule, such as "percentile-rank" or a reference of the sample
rescale-in-study = `{ $method }` of `{ $node }` looks at the scores of a sample that holds more than the ranked entities of the period, and a study draws the scores of those alone
rescale-in-study-hint = study one period with `sample = "period"` and without unranked entities, or leave out the factors below the node
rescale-of = `{ $method }` cannot normalise the scores of `{ $code }` again, because it names an entity, a period or answers of the data
rescale-of-hint = use another rule, such as "percentile-rank" or a reference of the sample
rescale-outside = the score `{ $value }` has no result
rescale-unfit = `{ $method }` cannot normalise the scores of `{ $node }` again: { $what }
rescale-unfit-in-period = `{ $method }` cannot normalise the scores of `{ $node }` in `{ $period }` again: { $what }
rule-of-inner-node = A leaf has a rule that applies to nodes with children.
    .example = structure.csv line 4, `aggregate`: leaf `staff` has no children to which `aggregate` could apply; leave the cell empty
rule-of-inner-node-at = leaf `{ $code }` has no children to which `{ $rule }` could apply
rule-of-inner-node-hint = leave the cell empty
rule-of-leaf = A node with children has a rule that applies to leaves.
    .example = structure.csv line 2, `treat`: `index` has children, and `treat` is a rule of leaves; leave it out, or set the rule on the leaves
rule-of-leaf-rescale-hint = set the rule on the leaves; `rescale` normalises the scores of a node again
rule-of-leaf-at = `{ $code }` has children, and `{ $rule }` is a rule of leaves
rule-of-leaf-impute = `{ $code }` has children, and `{ $method }` fills the gaps of leaves only
rule-of-leaf-impute-hint = absent scores of a node may be filled by `mean` or `median`, also inside groups
rule-of-leaf-hint = leave it out, or set the rule on the leaves
screened-available = { $share } of its values are present, and at least { $least } are needed
screened-named = the framework names it to be left out
screened-nonzero = { $share } of its values are not zero, and at least { $least } are needed
second-root = A second node has no parent.
    .example = structure.csv line 9, `parent`: `staff` has no parent, but `index` is the index already; give it a parent
second-root-coinr = `{ $code }` has no parent, and neither has `{ $first }`
second-root-coinr-hint = only the index has no parent
second-root-hint = give it a parent
second-root-of = `{ $code }` has no parent, but `{ $index }` is the index already
text-and-number = A column is read both as numbers and as text.
    .example = structure.csv line 4, `normalise`: the column `team` is read as numbers by `size` and as text by the `map` of `kind`; read it in one of the two ways
text-and-number-column = the column `{ $column }` is read as numbers by `{ $code }` and as text by the `map` of `{ $map }`
text-and-number-hint = read it in one of the two ways
text-arithmetic = A leaf maps text, and its rules would divide, impute or treat it.
    .example = structure.csv line 4, `normalise`: `team` maps text, which cannot be divided, imputed or treated; set what an absent answer means in the missing rule of the parent
text-arithmetic-at = `{ $code }` maps text, which cannot be divided, imputed or treated
text-arithmetic-hint = set what an absent answer means in the missing rule of the parent
two-parameters = A parameter is given twice.
    .example = structure.csv line 4, `normalise.worst`: `worst` stands both in the rule and in a column of its own; keep one of the two
two-parameters-of = `{ $parameter }` stands both in the rule and in a column of its own
two-trees = The tree is given twice.
    .example = framework.toml: the tree stands both here, as `[[nodes]]`, and in structure.csv; keep one of the two
two-trees-files = the tree stands both here, as `[[nodes]]`, and in { $file }
unknown-column-declared = `[data.columns]` declares `{ $column }`, which no leaf reads
unknown-column-declared-hint = name a column that a leaf reads
unknown-column-totals = `[[totals]]` names `{ $group }`, which is no group column
unknown-column-totals-hint = name it under `[data]`: `groups = ["{ $group }"]`
unknown-column-structure = unknown column `{ $column }`
unknown-level = No node is of this level.
    .example = framework.toml line 14, `levels.pilar`: no node is of the level `pilar`; did you mean `pillar`?
unknown-level-factor = factor `{ $factor }` names the unknown level `{ $level }`
unknown-level-hint = name the `level` of a node
unknown-level-unused = no node is of the level `{ $level }`
unknown-node = No node has this code.
    .example = framework.toml line 24: factor `weights` names the unknown node `stafff`; did you mean `staff`?
unknown-node-ancestor = `{ $method }` of `{ $leaf }` looks for other leaves below `{ $name }`, and no node above `{ $leaf }` has this code or level
unknown-node-ancestor-hint = the nodes above it are { $nodes }
unknown-node-child = factor `{ $factor }`: `{ $code }` is not a child of a node to which the factor applies
unknown-node-child-hint = name the codes of the children
unknown-node-classes = `[[classes]]` names the unknown node `{ $code }`
unknown-node-without-classes = `{ $node }` has no classes
unknown-node-without-classes-hint = declare its classes under `[[classes]]`
unknown-node-factor = factor `{ $factor }` names the unknown node `{ $code }`
unknown-node-hint = name the code of a node
unknown-parent = The parent of a node does not exist.
    .example = structure.csv line 4, `parent`: unknown parent `indx` of `staff`; did you mean `index`?
unknown-parent-hint = a parent must be the code of another row
unknown-parent-of = unknown parent `{ $parent }` of `{ $code }`
weight-missing = A child has no weight although others have one.
    .example = structure.csv line 4, `weight`: `staff` has no weight, but others under `index` have one; give a weight to all children or to none
weight-missing-factor = factor `{ $factor }` gives no weight to `{ $child }`, a child of `{ $code }`
weight-missing-factor-hint = give a weight to all children of the node
weight-missing-hint = give a weight to all children or to none
weight-missing-of = `{ $code }` has no weight, but others under `{ $parent }` have one
weight-of = the weight of `{ $code }` is `{ $weight }`
wrong-node = A factor names a node to which it cannot apply.
    .example = framework.toml line 24: factor `weights` cannot apply to `staff`; name a node with children
wrong-node-hint = name a node with children
wrong-node-index-hint = the index itself cannot be left out
wrong-node-of = factor `{ $factor }` cannot apply to `{ $code }`
zero-weight = A node has the weight zero: it is scored and has no influence.
    .example = structure.csv line 4, `weight`: the weight of `staff` is 0: it is scored and has no influence
zero-weight-of = the weight of `{ $code }` is 0: it is scored and has no influence
zero-weights = All children of a node have the weight zero.
    .example = structure.csv line 4, `weight`: all weights under `index` are 0; at least one must be above 0
zero-weights-hint = at least one must be above 0
zero-weights-of = all weights under `{ $parent }` are 0

# The rules of a node, in the order in which they work.
step-aggregate = aggregation
step-denominate = division by another column
step-direction = direction
step-impute = imputation
step-missing = absent children
step-normalise = normalisation
step-range = allowed values
step-rescale = scale of the aggregated scores
step-round = rounding
step-treat = treatment of extreme values
step-weigh = weighting
step-within = scales by group

# A value of a parameter that is a long list.
setting-and-more = { $shown }, ... ({ $count } in all)

## Frameworks of other tools

missing-column-coinr = there is no column `{ $column }`, which COINr requires
missing-column-denominator = iData has no column `{ $column }`, which divides `{ $code }`
missing-column-idata = iData has no column `{ $column }`
not-imported = Something in the tables of another tool is not taken over into the framework.
    .example = iMeta.csv line 1: the column `Weight2` is not taken over
not-imported-empty = { $count ->
    [one] the entity { $entities } has no value and is left out
   *[other] the entities { $entities } have no value and are left out
}
not-imported-groups = { $count ->
    [one] the group { $groups } has no indicator and is left out
   *[other] the groups { $groups } have no indicator and are left out
}
not-imported-idle = { $count ->
    [one] the indicator { $columns } has fewer than two different values and is left out
   *[other] the indicators { $columns } have fewer than two different values and are left out
}
not-imported-columns = { $count ->
    [one] the column { $columns } is not taken over
   *[other] the columns { $columns } are not taken over
}
not-imported-factor = `{ $code }` has a ScaleFactor and no Denominator, so the factor is not taken over
not-imported-scale-hint = --normalise { $name } takes them as the parameters of that normalisation
unknown-type = A row of iMeta has a type that COINr does not know.
    .example = iMeta.csv line 4, `Type`: the type of `GDP` is `Indicatr`; did you mean `Indicator`?
several-scales-coinr = iMeta has parameters of several normalisations: { $columns }
several-scales-coinr-hint = say which one the index uses with --normalise: { $names }
unknown-type-of = the type of `{ $code }` is `{ $found }`

## Methods: imputing, treating, normalising, aggregating

cannot-fit = A method cannot be fitted to the sample of a column.
    .example = data.csv, `income`: `min-max` of `income`: all 12 values are `4`; a constant column has no scale: give its score with `constant`, use `goalposts`, or leave the column out
cannot-fit-all-leaves-hint = `of = "all"` asks all leaves, not only those with the same parent; or fill the gaps by another method
cannot-fit-all-values = it needs all values of the column at once
cannot-fit-all-values-hint = hold the table in memory
cannot-fit-combination = { $column } is a combination of the columns before it
cannot-fit-combination-hint = no column may be a sum of others, and there must be more entities than columns; or fill the gaps by another method
cannot-fit-constant = { $count ->
    [one] only one entity has a value, `{ $value }`
    [2] both values are `{ $value }`
   *[other] all { $count } values are `{ $value }`
}
cannot-fit-constant-hint = a constant column has no scale: give its score with `constant`, use `goalposts`, or leave the column out
cannot-fit-correlations = { $count ->
    [0] no other leaf has
    [one] only 1 other leaf has
   *[other] only { $count } other leaves have
} a correlation with it, and `best` is `{ $best }`
cannot-fit-correlations-hint = `best` must be at most the number of leaves that vary together with it over 3 or more entities
cannot-fit-empty-base = the period `{ $period }` has no value
cannot-fit-empty-base-hint = name a period of the data that has values
cannot-fit-empty-group = { $count ->
    [one] no entity of group { $groups } in `{ $column }` has a value
   *[other] no entity of the groups { $groups } in `{ $column }` has a value
}
cannot-fit-empty-group-and-no-group = { $count ->
    [one] no entity of group { $groups } in `{ $column }` has a value
   *[other] no entity of the groups { $groups } in `{ $column }` has a value
}, and { $unlabelled ->
    [one] 1 entity with a gap has
   *[other] { $unlabelled } entities with a gap have
} no group
cannot-fit-equal-quartiles = both quartiles are `{ $value }`, so every other value would be an outlier
cannot-fit-every-value = every value is `{ $value }`
cannot-fit-few-entities = { $count ->
    [one] 1 entity has a value
   *[other] { $count } entities have a value
} in all columns of the equation, too few for { $predictors ->
    [one] 1 predictor
   *[other] { $predictors } predictors
}
cannot-fit-few-entities-hint = there must be two more such entities than predictors: name fewer predictors
cannot-fit-few-pairs = { $count ->
    [0] no entity has a value in both
    [one] only 1 entity has a value in both
   *[other] only { $count } entities have a value in both
} { $first } and { $second }
cannot-fit-few-pairs-hint = at least { $least } entities must have both; or fill the gaps by another method
cannot-fit-group-goalposts = { $count ->
    [one] { $entities } belongs to the group `{ $group }` of `{ $column }`, which has no goalposts
   *[other] { $entities } belong to the group `{ $group }` of `{ $column }`, which has no goalposts
}
cannot-fit-group-goalposts-hint = give `worst` and `best` a value for `{ $group }`
cannot-fit-no-group-goalposts = { $count ->
    [one] { $entities } has a value and no group in `{ $column }`, and so no goalposts
   *[other] { $entities } have a value and no group in `{ $column }`, and so no goalposts
}
cannot-fit-group-unnamed-goalposts = a group of `{ $column }` has no goalposts
cannot-fit-no-group-goalposts-hint = give every entity a group
cannot-fit-group-hint = `otherwise = "column"` fills such a gap from the whole column
cannot-fit-half-equal = at least half of the values are `{ $value }`, so the median absolute deviation is 0
cannot-fit-lambda = the values lie too many powers of ten apart for `lambda` to be estimated
cannot-fit-lambda-given-hint = give `lambda`, such as 0 for the logarithm
cannot-fit-lambda-hint = give `lambda`, or leave a constant column untreated
cannot-fit-leaves-constant = it would leave a constant column: all { $count } values would be `{ $value }`
cannot-fit-leaves-constant-hint = leave the column untreated, cut less, or take a logarithm
cannot-fit-mean = the mean of the sample is `{ $mean }`
cannot-fit-mean-band-hint = a band around the mean needs a mean above 0: use `z-score` or `against-median`
cannot-fit-mean-bands-hint = bands that begin at 0 need a mean of at least 0
cannot-fit-no-convergence = the means and covariances still change after { $rounds ->
    [one] 1 round
   *[other] { $rounds } rounds
}
cannot-fit-no-convergence-hint = allow more `rounds`, or fill the gaps by another method: there may be too few values
cannot-fit-work-em = after { $rounds ->
    [one] 1 round
   *[other] { $rounds } rounds
} the means and covariances still change, and for { $leaves ->
    [one] 1 leaf
   *[other] { $leaves } leaves
} each further round takes about { $millions } million multiplications, which is more than `work` allows
cannot-fit-work-em-hint = divide the leaves among more nodes, fill the gaps by another method, or allow more `work`
cannot-fit-work-regression = the correlations of { $leaves ->
    [one] 1 leaf
   *[other] { $leaves } leaves
} with { $others ->
    [one] 1 other leaf
   *[other] { $others } other leaves
} in { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} would take about { $work } thousand million multiplications, which is more than `work` allows
cannot-fit-work-regression-hint = name the leaves `on` which it is regressed, fill the gaps by another method, or allow more `work`
cannot-fit-no-deviation = { $column } does not vary, or its values are too large for a standard deviation
cannot-fit-no-deviation-hint = every column must have two different values; or fill the gaps by another method
cannot-fit-no-group = { $count ->
    [one] 1 entity with a gap has
   *[other] { $count } entities with a gap have
} no group in `{ $column }`
cannot-fit-no-group-column = the data have no group column `{ $column }`
cannot-fit-no-group-column-hint = name one of the `groups` of `[data]` whose column is in the data
cannot-fit-no-leaf = `{ $code }` is not another leaf that the data measure
cannot-fit-no-leaf-hint = give the code of another leaf whose column is in the data
cannot-fit-no-other-leaf = no other leaf is in the data
cannot-fit-no-scale = { $column } has no value, and so no scale
cannot-fit-no-sibling = no other leaf with the same parent has a value
cannot-fit-no-sibling-hint = the data must hold another leaf with the same parent; or fill the gaps by another method
cannot-fit-no-time = the rows with a gap have no period that is a number
cannot-fit-untimed = the period of `{ $entity }` is not a number, so its place in time is not known
cannot-fit-no-time-hint = name the column of the years as `period` in `[data]`, or fill the gaps by another method
cannot-fit-no-value = no entity has a value
cannot-fit-no-value-hint = leave the gaps with `none`, or give a value with `constant`
cannot-fit-nothing-to-compare = no other leaf that varies is in the data, by which entities could be compared
cannot-fit-one-value = { $column } has only the value `{ $value }`, and so no scale
cannot-fit-one-value-hint = leave the gaps with `none`, or fill them with `mean` or `constant`
cannot-fit-outliers-hint = use `percentile` or `caps`, or leave the column untreated
cannot-fit-poor-reference = the reference, `{ $reference }`, is no better than the worst value, `{ $worst }`
cannot-fit-poor-reference-hint = the reference must be better than the worst value of the sample
cannot-fit-predictor = among the entities that have all columns, `{ $code }` does not vary or is a combination of the predictors before it
cannot-fit-predictor-hint = leave it out of the predictors
cannot-fit-ratio = the reference is `{ $reference }`
cannot-fit-ratio-hint = a ratio needs a reference above 0: use `distance-to-reference` or `min-max`
cannot-fit-reference-entity = the reference entity `{ $code }` has no value in the sample
cannot-fit-reference-entity-hint = name an entity that has a value, or impute it
cannot-fit-reference-in-period = the reference entity `{ $code }` has no value in the period `{ $period }`
cannot-fit-reference-in-period-hint = name an entity and a period that have a value, or impute it
cannot-fit-reference-periods = the sample holds { $count } rows of the reference entity `{ $code }`, one for each period
cannot-fit-reference-periods-hint = say which is the reference, as in {"{"} entity = "{ $code }", period = "2015" {"}"}
cannot-fit-robust-hint = use `z-score`, `percentile-rank` or `min-max`
cannot-fit-too-large = its range, mean or standard deviation is too large or too small to be stored
cannot-fit-too-large-hint = put the column into other units
cannot-fit-untreated-hint = leave a constant column untreated
column-itself = the column itself
column-of-leaf = the column of `{ $code }`
outside-domain = A value lies outside of the values for which a method has a result.
    .example = data.csv line 7, `income`, entity `A`: `-3` has no score in `income`; the logarithm needs a value above 0
outside-domain-answer-hint = the listed answers are { $answers }
outside-domain-curve-hint = the power { $exponent } of a scale needs values that score at least `lo`; `clip = "below"` cuts those of goalposts
outside-domain-every-number-hint = every finite number has a result
outside-domain-log-hint = the logarithm needs a value above { $bound }
outside-domain-power-hint = the power { $exponent } needs a value of at least 0 whose power is still a finite number
outside-domain-ratio-hint = where less is better, the ratio needs a value above 0
outside-domain-root-hint = the square root needs a value of at least { $bound }
outside-domain-sample-hint = the logarithm needs a value inside the range of the sample
outside-domain-too-large-hint = the result would be too large to be stored: put the column into other units
outside-domain-transform-hint = the transform needs a value above { $bound }

## Audit: what a careful reader would ask of a result

clipped = A value lies outside of the scale of its leaf and counts as the end of the scale.
    .example = data.csv line 7, `staff`, entity `05001`: `2120` is outside of the scale of `S2` and counts as an end of it; a lost decimal mark looks like this
clipped-value = `{ $value }` is outside of the scale of `{ $node }` and counts as an end of it
clipped-hint = a lost decimal mark looks like this

granted-score = An entity gets a score although there is nothing to divide by.
    .example = data.csv line 7, `open-data`, entity `05001`: `D1` gives the score `1` because `data-sets` is zero or absent, which is worth 0.02500 of the index; see `otherwise` of the leaf
granted-score-alone = `{ $node }` gives the score `{ $score }` because `{ $by }` is zero or absent
granted-score-value = `{ $node }` gives the score `{ $score }` because `{ $by }` is zero or absent, which is worth { $worth } of the index
granted-score-hint = see `otherwise` of the leaf

open-order = The order of two neighbours in the ranking depends on less than the precision of the data.
    .example = data.csv line 7, entity `05001`: `05001` (0.60512) is above `05002` (0.60498), but half a unit of the last digits in the data can move their difference by 0.0021; read their ranks as equal
open-order-pair = `{ $above }` ({ $high }) is above `{ $below }` ({ $low }), but half a unit of the last digits in the data can move their difference by { $open }
open-order-hint = read their ranks as equal

order-not-judged = It is not known whether the order of neighbours in the ranking depends on less than the precision of the data.
    .example = data.csv: `I` compares the entities with each other, so it cannot be told which neighbours the digits of the data leave in an open order; `icip robustness` shows how sure each rank is
order-not-judged-comparing = { $count ->
    [one] { $nodes } compares the entities with each other
   *[other] { $nodes } compare the entities with each other
}, so it cannot be told which neighbours the digits of the data leave in an open order
order-not-judged-scores = { $scores } scores would have to be computed to tell which neighbours the digits of the data leave in an open order, and 10000000000 are allowed
order-not-judged-columns = { $count ->
    [one] the index has no score when { $columns } is moved by half a unit of its last digit
   *[other] the index has no score when { $columns } are moved by half a unit of their last digits
}, so more neighbours than those named may have an open order
order-not-judged-hint = `icip robustness` shows how sure each rank is

outlier = A value lies far from the other values of its column.
    .example = data.csv line 7, `income`, entity `05001`: `20000` lies far from the other values, which are expected from -0.25 to 42.7; check the unit and the decimal mark, or treat the column
outlier-value = `{ $value }` lies far from the other values, which are expected from { $low } to { $high }
outlier-hint = check the unit and the decimal mark, or treat the column

## Charts: their words, and what they say to readers who do not see them

chart-absent = no score
chart-change = { $entity }: from rank { $before } to rank { $rank }
chart-change-new = { $entity }: rank { $rank }, without a rank before
chart-change-of = Ranks of { $before } and of { $period }
chart-distribution-marked = { $all }; { $entity }: { $score }
chart-distribution-of = Distribution of the scores: { $name }
chart-distribution-said = { $count ->
    [one] 1 entity
   *[other] { $count } entities
}; lowest score { $lowest }, first quartile { $first }, median { $median }, third quartile { $third }, highest score { $highest }
chart-distributions = Distribution of the scores at the upper nodes
chart-distributions-of = { $entity } among all entities
chart-intervals-of = Ranks and how certain they are
chart-legend-declared = declared rank
chart-legend-entity = score
chart-legend-half = 50 % of the runs
chart-legend-median = median rank
chart-legend-median-of = median of { $others }
chart-legend-median-score = median
chart-legend-ninety = 90 % of the runs
chart-legend-quartiles = first to third quartile
chart-more = { $count ->
    [one] 1 further entity is not shown
   *[other] { $count } further entities are not shown
}
chart-new = new
chart-no-score = no entity has a score
chart-node-score = { $node }: { $score }
chart-node-score-median = { $node }: { $score } (median { $median })
chart-others-all = { $count ->
    [one] 1 entity
   *[other] all { $count } entities
}
chart-others-group = { $count ->
    [one] 1 entity of { $group }
   *[other] the { $count } entities of { $group }
}
chart-own-scales = each node on its own scale
chart-profile-of = Scores of { $entity }
chart-profile-said = { $nodes }. Compared with { $others }.
chart-rank = rank { $rank } of { $last }
chart-rank-interval = rank { $rank } of { $last }; 90 %: { $low }–{ $high }; 50 %: { $lower }–{ $upper }; median { $median }
chart-ranked = { $rank }. { $entity }: { $index }
chart-ranking-of = Ranking by the index
chart-ranking-said = { $count ->
    [one] 1 entity
   *[other] { $count } entities
}, of which { $shown } are shown. The first: { $first }.
chart-ranks-of = Rank of { $name } and how certain it is
chart-scatter-of = { $a } and { $b }
chart-scatter-said = { $count ->
    [one] 1 entity
   *[other] { $count } entities
} with a score at both nodes. Median of { $a }: { $median_a }; median of { $b }: { $median_b }. Dashed lines stand at the medians.
chart-source = { $title }. { $edition }.
chart-source-without-edition = { $title }.
chart-tier = Tier { $tier }
chart-tier-note = Inside a tier the order carries no meaning.
chart-tree-hatched = Hatched: what the node counts in the index depends on the scores; it is drawn as an equal part, or by its weight in its parent.
chart-tree-of = Tree of the index and what its nodes count
chart-tree-said = { $nodes ->
    [one] 1 node
   *[other] { $nodes } nodes
} on { $levels ->
    [one] 1 level
   *[other] { $levels } levels
}; each is as wide as its weight in the index. { $upper }.
chart-weight-in-index = { $node }: { $weight } % of the index
chart-weight-in-parent = { $node }: { $weight } % of its parent
chart-weight-unknown = { $node }: its weight depends on the scores

## Weighing

doubtful-weights = The weights that a method found deserve a second look.
    .example = structure.csv line 2, `weigh`: the consistency ratio is 0.431, above 0.1: the comparisons contradict each other
doubtful-weights-consistency = the consistency ratio is { $ratio }, above 0.1: the comparisons contradict each other
doubtful-weights-constant = { $count ->
    [one] { $children } has the same score for all entities, and therefore the weight 0
   *[other] { $children } have the same score for all entities, and therefore the weight 0
}
doubtful-weights-few = the weights come from { $count } of { $all } entities, those that have a score for every child
doubtful-weights-loading = { $count ->
    [one] { $children } loads negatively on the first component: it runs against the other children
   *[other] { $children } load negatively on the first component: they run against the other children
}
doubtful-weights-negative = { $count ->
    [one] { $children } would have a negative weight and gets the weight 0
   *[other] { $children } would have negative weights and get the weight 0
}
doubtful-weights-points = the points of the experts add up to different totals, between `{ $low }` and `{ $high }`; every expert counts the same
doubtful-weights-steps = no solution was found in { $steps } steps: the weights are the best so far
doubtful-weights-target = no weights of at least 0 reach the target: the share of { $children } misses it by { $gap }
weights = The weights of the children of a node cannot be found.
    .example = structure.csv line 2, `weigh`: `budget` of `index`: expert `ana` gives no points to `staff`; every expert must give points to every child
weights-comparisons = { $count } children are compared
weights-comparisons-hint = there may be at most { $most } children, because people cannot compare more: put some of them below nodes of their own
weights-constant = { $count ->
    [one] { $children } has the same score for all entities that have a score for every child
   *[other] { $children } have the same score for all entities that have a score for every child
}
weights-constant-hint = a constant child has no correlations: move it elsewhere, or weigh the children by another rule
weights-contradiction = the children contradict each other: no weighted mean correlates positively with all of them
weights-contradiction-hint = the sum of the correlations must be above 0: check the directions
weights-dependent = some children are combinations of others
weights-dependent-hint = their weights cannot be separated: leave out one of these children
weights-entities = only { $count ->
    [one] 1 entity has a score for every child
   *[other] { $count } entities have a score for every child
}
weights-entities-hint = weighing by scores needs at least { $least } such entities
weights-entropy-hint = shares need scores of at least 0: give a `shift`
weights-expert-hint = every expert must give points to every child
weights-expert-left-out = expert `{ $expert }` gives no points to `{ $code }`
weights-expert-no-child = expert `{ $expert }` gives points to `{ $code }`, which is not a child of this node
weights-expert-points = the points of expert `{ $expert }` have no positive sum
weights-factors = { $factors } factors are asked for, and there are { $children ->
    [one] 1 child
   *[other] { $children } children
}
weights-factors-hint = there are at most as many factors as children
weights-gini-hint = Gini's coefficient needs scores of at least 0: move the scale up, for example with `lo = 0`
weights-in-period-hint = { $hint }; with `sample = "all"` the rows of all periods count together
weights-left-out = `{ $key }` leaves out `{ $code }`
weights-matrix = `matrix` has { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} for { $children ->
    [one] 1 child
   *[other] { $children } children
}
weights-matrix-hint = `matrix` must have one row and one entry for each child, in the order of the framework
weights-method = `{ $method }` of `{ $code }`: { $what }
weights-method-in-period = `{ $method }` of `{ $code }` in the period `{ $period }`: { $what }
weights-negative-scores = { $count ->
    [one] { $children } has scores below 0
   *[other] { $children } have scores below 0
}
weights-no-child = `{ $key }` names `{ $code }`, which is not a child of this node
weights-no-inverse = the correlation matrix has no inverse
weights-no-inverse-hint = no child may follow from the others, and there must be more entities than children
weights-none = no child has any weight by this rule
weights-unconnected = no comparisons connect `{ $code }` with `{ $first }`
weights-unconnected-hint = compare at least as many pairs as it takes to reach every child from the first
weights-none-hint = the scores of the children must differ between entities, and be neither very large nor very small
weights-order-hint = `order` must name every child once
weights-scores = the scores are too large or too small for their correlations
weights-scores-hint = scores must be neither very large nor very small
weights-screen = { $count ->
    [one] `available` of entities is counted by weight, and { $nodes } has no weight
   *[other] `available` of entities is counted by weight, and { $nodes } have no weight
} before there are scores: an aggregation above uses no weights, or weights come from the scores
weights-screen-hint = entities are left out before anything is scored, so use `by = "count"`
weights-target = the numbers of `target` have no positive sum
weights-target-hint = `target` must have a number for every child
weights-twice = `{ $key }` names `{ $code }` twice
weights-two-components = the two largest eigenvalues are both `{ $value }`
weights-two-components-hint = there must be one first component: children that are not correlated have none

## Robustness

# Hints that several codes of this section share.
at-least-zero = it must be a finite number of at least 0
finite-number = it must be a finite number
from-zero-to-one = it must be from 0 to 1
one-per-child = there must be one for each of the { $children } children

constraint = A linear constraint on weights has the wrong number of coefficients, a number that is not finite, or only coefficients of 0.
    .example = `w1 >= w2`: the constraint has 2 coefficients; there must be one for each of the 3 children
constraint-length = { $count ->
    [one] the constraint has 1 coefficient
   *[other] the constraint has { $count } coefficients
}
constraint-not-finite = the constraint has a number that is not finite
constraint-not-finite-hint = the coefficients and the lower bound must be finite
constraint-zero = every coefficient of the constraint is 0
constraint-zero-hint = name two different children of the node, or give a coefficient other than 0

drawn-weights = A method computes the weights of a node from scores that an uncertain factor changes.
    .example = `index`: `entropy` computes the weights of the children of `index` from their scores, which a factor changes; give the weights in the framework, or let the factor change other nodes
drawn-weights-of = `{ $method }` computes the weights of the children of `{ $node }` from their scores, which a factor changes
drawn-weights-of-hint = give the weights in the framework, or let the factor change other nodes

empty-weight-set = No weights meet all the bounds and constraints.
    .example = the lowest weights add up to `1.1`; they must add up to at most 1
empty-weight-set-lowest = the lowest weights add up to `{ $sum }`
empty-weight-set-lowest-hint = they must add up to at most 1
empty-weight-set-highest = the highest weights add up to `{ $sum }`
empty-weight-set-highest-hint = they must add up to at least 1
empty-weight-set-constraints = { $count ->
    [0] no weights lie in the intervals
    [one] no weights in the intervals meet the constraint { $constraints }
   *[other] no weights in the intervals meet the constraints { $constraints } together
}
empty-weight-set-constraints-hint = leave out a constraint, or widen an interval

failing-alternative = An alternative of a factor cannot be scored when everything else is as declared.
    .example = `mean`: alternative 2 (`geometric-mean`) of factor `mean` fails with everything else as declared: data.csv line 4, `a`, entity `X`: `geometric-mean` of `p`: child `a` scores `0`; runs with it may fail; failed runs are counted and left out
failing-alternative-why = alternative { $number } (`{ $name }`) of factor `{ $factor }` fails with everything else as declared: { $why }
failing-alternative-why-hint = runs with it may fail; failed runs are counted and left out

idle-factor-in-data = factor `{ $factor }` changes nothing in these data
idle-factor-in-data-hint = remove the factor, or name other nodes
idle-factor-undeclared = the weights below `{ $node }` change no score in these data, and nothing else is declared to vary
idle-factor-undeclared-hint = say in `[uncertainty]` what varies

impossible-factor = A factor cannot be drawn for one of its leaves.
    .example = `error`: factor `error`: there is no column `x_se` with the standard errors of `x`; add the column, or give the size of the error as a number
impossible-factor-gaps = factor `{ $factor }`: missing values of `{ $leaf }` cannot be drawn
impossible-factor-gaps-hint = name leaves whose column holds numbers that are not divided by another column
impossible-factor-no-column = factor `{ $factor }`: there is no column `{ $column }` with the standard errors of `{ $leaf }`
impossible-factor-no-column-hint = add the column, or give the size of the error as a number
impossible-factor-size = factor `{ $factor }`: column `{ $column }` has no value, or a negative one, for entity `{ $entity }`
impossible-factor-size-hint = every value needs an error of at least 0
impossible-factor-words = factor `{ $factor }`: `{ $leaf }` holds answers in words, which have no measurement error
impossible-factor-words-hint = name leaves whose column holds numbers

interval = The interval of a weight is not between 0 and 1, or its ends are reversed.
    .example = `child 2`: the lowest weight `0.4` is above the highest weight `0.3`; the lowest weight must be at most the highest
interval-outside = the weight is from `{ $low }` to `{ $high }`
interval-outside-hint = both ends must be from 0 to 1
interval-reversed = the lowest weight `{ $low }` is above the highest weight `{ $high }`
interval-reversed-hint = the lowest weight must be at most the highest

no-child = A node has no child that could give it a score or take a weight.
    .example = `p`: all children of `p` are left out
no-child-left = all children of `{ $node }` are left out
no-child-to-weigh = there is no child to weigh
no-child-to-weigh-hint = give the interval of at least one child
no-child-without = nothing would be left of the index without this node

no-entity = There is no entity with this number.
    .example = there is no entity `9`; entities are numbered from 0 to 4
no-entity-at = there is no entity `{ $entity }`
no-entity-at-hint = entities are numbered from 0 to { $last }

no-exact-answer = The question has no exact answer for this framework and these data. Random draws can answer it approximately.
    .example = `minimum` of `index` is no weighted mean or sum of its children; only `arithmetic-mean`, `weighted-sum` and `geometric-mean` have exact answers about weights; without --exact and --overtake, random draws answer for every aggregation
no-exact-answer-absent = `{ $node }` or the index has no score for an entity
no-exact-answer-absent-hint = name a node that has a score for every ranked entity
no-exact-answer-absent-child = `{ $child }` has no score for { $entities }, so its siblings weigh more there
no-exact-answer-absent-child-hint = every ranked entity needs a score of every child; without --exact and --overtake, random draws answer with gaps, too
no-exact-answer-first = entity `{ $entity }` has the highest score and cannot gain a place
no-exact-answer-first-hint = ask about an entity that is not the first
no-exact-answer-gain = `{ $node }` of entity `{ $entity }`: { $why }
no-exact-answer-gain-hint = ask for fewer places, or name a node that counts more
no-exact-answer-gain-influence-hint = name a node that counts in the index of the entity
no-exact-answer-leaf = `{ $node }` is a leaf
no-exact-answer-leaf-hint = name a node that has children
no-exact-answer-no-index = an entity has no index
no-exact-answer-no-index-hint = ask about ranked entities
no-exact-answer-no-score = `{ $node }` has no score for entity `{ $entity }`
no-exact-answer-no-score-hint = name a node that has a score for the entity
no-exact-answer-not-computed = the score of `{ $node }` is not computed from its children in these data
no-exact-answer-not-computed-hint = name a node whose score is computed
no-exact-answer-not-linear = `{ $method }` of `{ $node }` is no weighted mean or sum of its children
no-exact-answer-not-linear-hint = only `arithmetic-mean`, `weighted-sum` and `geometric-mean` have exact answers about weights; without --exact and --overtake, random draws answer for every aggregation
no-exact-answer-not-linear-below = `{ $method }` of `{ $node }`, a node below the index, is no arithmetic mean of its children
no-exact-answer-not-linear-below-hint = below the index only `arithmetic-mean` has exact answers about weights; without --exact and --overtake, random draws answer for every aggregation
no-exact-answer-one-child = `{ $node }` has only one child, whose weight changes nothing
no-exact-answer-one-child-hint = name a node with several children
no-exact-answer-rounded-ranks = ranks are those of rounded scores (`on` under `[rank]`), which move in steps and not in proportion to a weight or score
no-exact-answer-rounded-ranks-hint = leave out `on` for an exact answer; with it, random draws answer without --exact and --overtake, and `--gain ENTITY` alone answers for every leaf
no-exact-answer-rounds = `{ $node }` rounds its scores (`round`), which then move in steps and not in proportion to a weight or score
no-exact-answer-rounds-hint = leave out `round` of this node for an exact answer; with it, random draws answer without --exact and --overtake, and `--gain ENTITY` alone answers for every leaf
no-exact-answer-sets = { $count ->
    [one] the weights are those of 1 set
   *[other] the weights are one of `{ $count }` sets
}
no-exact-answer-sets-hint = weights between the sets are not possible; the random draws give the ranks of each set
no-exact-answer-slope = what `{ $child }` contributes to `{ $parent }` depends on the scores
no-exact-answer-slope-hint = only in `arithmetic-mean` and `weighted-sum` is a point worth the same everywhere; `--gain ENTITY` alone answers for every leaf
no-exact-answer-unbounded = no rule bounds the scores of `{ $node }` from above
no-exact-answer-unbounded-hint = name a node whose scale has an upper end, such as that of `goalposts` or `min-max`; `--gain ENTITY` alone answers for every leaf

# Why places cannot be gained, inside of no-exact-answer-gain.
no-gain-entity = there is no entity `{ $entity }`
no-gain-influence = the score does not change the index
no-gain-limit = the score would have to be `{ $needed }`, above its limit; at the limit the rank is `{ $rank }`
no-gain-numbers = the numbers are not those of a scale: all must be finite, the weight at least 0, and the score at most its limit
no-gain-places = { $most ->
    [0] the entity has rank `{ $rank }` and cannot gain a place
    [one] the entity has rank `{ $rank }` and can gain at most 1 place
   *[other] the entity has rank `{ $rank }` and can gain at most { $most } places
}

no-factor-choice = factor number { $factor } does not choose between rules

no-index = In a run an entity has no index.
    .example = data.csv line 3, entity `X`: the entity has no index in this run
no-index-in-run = the entity has no index in this run

# Of the code not-finite.
not-finite-draw = factor `{ $factor }` draws `{ $value }`
not-finite-draw-hint = make the error smaller
not-finite-index = the index of entity { $entity } is too large to be stored
not-finite-index-hint = use smaller scores
not-finite-score = the score of entity { $entity } is `{ $score }`
not-finite-through = entity { $entity } has the share `{ $share }` and the rest `{ $rest }`
not-finite-through-hint = both must be finite numbers

# Of the code not-positive.
not-positive-child = `{ $method }` of `{ $node }`: child `{ $child }` scores `{ $score }`
not-positive-above-hint = scores must be above 0
not-positive-at-least-hint = scores must be at least 0
not-positive-at-least-or-floor-hint = scores must be at least 0, or give the aggregation a `floor`
not-positive-mean = `{ $method }` of `{ $node }`: the mean of the children is `{ $mean }`
not-positive-mean-hint = the mean of the children must be above 0
not-positive-or-floor-hint = scores must be above 0, or give the aggregation a `floor`

nothing-to-rank = Fewer than two entities have a score, so there is no order.
    .example = 1 row has a rank; at least two entities must have a score
nothing-to-rank-count = { $count ->
    [0] no row has a rank
    [one] 1 row has a rank
   *[other] { $count } rows have a rank
}
nothing-to-rank-count-hint = at least two entities must have a score
nothing-to-rank-empty = the number of columns of scores is { $children }, and that of entities is { $entities }
nothing-to-rank-empty-hint = give the scores of at least one child and one entity
nothing-to-rank-left = { $count ->
    [0] no entity keeps its score
    [one] 1 entity keeps its score
   *[other] { $count } entities keep their scores
}

same-alternatives = Two alternatives of a factor give the same scores in these data.
    .example = `scale`: alternatives 1 (`min-max`) and 2 (`goalposts`) of factor `scale` give the same scores in these data
same-alternatives-in-data = alternatives { $one } (`{ $one_name }`) and { $other } (`{ $other_name }`) of factor `{ $factor }` give the same scores in these data

scores-differ = Two lists that must have one score per entity differ in length.
    .example = `child 2`: the list has 4 scores; there must be one for each of the 5 entities
scores-differ-count = { $count ->
    [one] the list has 1 score
   *[other] the list has { $count } scores
}
scores-differ-count-hint = there must be one for each of the { $entities } entities

share = A share is outside of its range.
    .example = the share is `1.5`; it must be from 0 to 1
share-value = the share is `{ $share }`

tolerance = A tolerance is negative or not finite.
    .example = the tolerance is `-1`; it must be a finite number of at least 0
tolerance-value = the tolerance is `{ $tolerance }`

unknown-period-choose-hint = name one of { $periods }
unknown-period-named = no row is of period `{ $period }`
unknown-period-several = the data have { $count } periods, and entities are ranked within a period

unsolved = A linear programme has no answer, or the solver found none.
    .example = the solver found no weights in a set that has some; the set is so thin that rounding decides: widen an interval or a constraint
unsolved-node = `{ $method }` of `{ $node }`: the weights that suit this entity best could not be computed
unsolved-node-hint = bring the scores of the children to more similar sizes, such as by normalising them
unsolved-programme = a linear programme over the weights could not be solved: `{ $error }`
unsolved-programme-hint = bring the scores and the constraints to more similar sizes
unsolved-shares = `{ $method }` of `{ $node }`: { $count ->
    [one] only 1 child has a score, and its share may be at most `{ $upper }` of the whole
   *[other] only { $count } children have a score, and the share of each may be at most `{ $upper }` of the whole
}
unsolved-shares-hint = raise `upper`, or ask for more children with the `missing` rule
unsolved-thin-set = the solver found no weights in a set that has some
unsolved-thin-set-hint = the set is so thin that rounding decides: widen an interval or a constraint

weight = A number cannot be a weight, or weights do not add up to 1.
    .example = the weights add up to `1.2`; divide them by their sum
weight-negative = the weight is `{ $weight }`
weight-sum = the weights add up to `{ $sum }`
weight-sum-hint = divide them by their sum

weight-missing-bounds = the weight of `{ $child }` has no bounds
weight-missing-bounds-hint = give bounds for the weights of all children

weights-differ = There are not as many weights as the node has children.
    .example = the weights are for 2 children; the node has 3 children
weights-differ-children = { $children ->
    [one] the weights are for 1 child
   *[other] the weights are for { $children } children
}
weights-differ-children-hint = { $children ->
    [one] the node has 1 child
   *[other] the node has { $children } children
}
weights-differ-nominal = { $count ->
    [one] there is 1 nominal weight
   *[other] there are { $count } nominal weights
}

# Errors of the functions that work on numbers alone; they have no code.
design-base-rows = there are `{ $rows }` base rows; there must be from 2 to { $most }, best a power of 2
design-no-input = a design needs at least one uncertain input
sensitivity-incomplete = `{ $runs }` runs are not a whole number of base rows of `{ $per_row }` runs
sensitivity-too-few = only `{ $kept }` of `{ $rows }` base rows have no failed run; there must be at least 2
stopped-runs = { $count ->
    [one] the study was stopped after 1 run
   *[other] the study was stopped after { $count } runs
}
summary-bounds = the bounds of the scores are `{ $low }` and `{ $high }`; they must be two finite numbers, the lower one first
summary-pairs = pairs of `{ $entities }` entities cannot be counted; there may be at most { $most } entities
tiers-error = the error of tiers is `{ $error }`; it must be at least 0 and below 0.5
tiers-no-pairs = the summary has no pairs of entities

# What varies, in result documents.
free-weights-all = all that add up to one
varies-best = best from { $low } to { $high }
varies-choice = { $step } of { $nodes }: one of { $names }
varies-choice-odds = { $step } of { $nodes }: one of { $names }, with probabilities { $shares }
varies-gaps = missing values of { $nodes }: drawn by `{ $draw }`
varies-goalposts = goalposts of { $nodes }: { $posts }
varies-include = { $nodes }: each included with probability { $share }
varies-leaves = { $count } leaves
varies-nodes = { $count } nodes
varies-noise-column = the size given in the column whose name ends with `{ $suffix }`
varies-noise-deviation = { $share } of the standard deviation
varies-noise-normal = normal error in the values of { $nodes }: { $size }
varies-noise-share = { $share } of the value
varies-noise-uniform = uniform error in the values of { $nodes }: { $size }
varies-weights = weights below { $nodes }: { $draw }
varies-weights-of = weights of { $node }
varies-weights-dirichlet = all that add up to one, from a Dirichlet distribution with parameter { $parameter }
varies-weights-intervals = each between two bounds, then divided by their sum
varies-weights-sets = { $count ->
    [one] one set
   *[other] one of { $count } sets
}
varies-weights-simplex = all that add up to one, equally likely
varies-weights-spread = each within { $share } of its declared value, then divided by their sum
varies-worst = worst from { $low } to { $high }

# The Markdown tables of ranks.
markdown-interval = The column 90 % has the ranks that hold 90 % of the runs in which what is uncertain is drawn.
markdown-source = Framework `{ $framework }`. { $source }
robustness-dominance = { $above } above { $below }
robustness-dominance-more = ... and { $count } more; -o DIR writes all of them
robustness-dominance-none = no entity is above another with all weights
robustness-dominance-title = above others with all of these weights (what follows from the rest is left out):
robustness-runs = { $counted } of { $replicates } runs are counted; the seed is { $seed }. What varies:
robustness-width = Widths of the 90 % intervals of the ranks in places: { $median } in the median and { $largest } at most.

# Why a weight cannot be moved in the page of a report or in a workbook.
weight-fixed-compares = `{ $node }` compares entities with each other (`{ $method }`), which only the program can do
weight-fixed-from-scores = the weights below `{ $node }` come from the scores of all entities (`{ $method }`), so nobody chooses them
weight-fixed-imputed = absent scores of `{ $node }` are filled from those of other entities (`{ $method }`), which only the program can do
weight-fixed-rescaled = the scores of `{ $node }` are put on a scale of all entities again (`{ $method }`), which only the program can do
weight-fixed-screens = entities are left out by the weights of what they have, so other weights may score other entities
weight-fixed-unused = the score of `{ $node }` (`{ $method }`) does not use the weights of what is below it
## The report (icip report)

report-absent = absent values
report-formula = formula
report-methods = Methods
report-reference = reference
report-cite-text-without-edition = { $title }. Computed with icip { $version } from the framework and the data whose digests stand below.
report-audit = Statistical audit
report-audit-note = What a reviewer of an index asks: whether its columns tell entities apart, whether what stands together belongs together, and whether a weight is also an influence. Findings are in the list above. The workbook and `icip audit -o DIR` have every table whole.
report-audit-shown = { $shown } of { $rows } rows
report-code-heading = code
report-gains-unranked = The entity has no rank.
report-narrow = A wider screen also shows the components, the group, the class and the interval as a drawing.
report-plain = This is the ranking alone: the sheets of so many entities need scripts, or `icip report --sheets`.
report-scatter-keys = The arrow keys go from point to point, and Enter opens the sheet of the entity.
report-sheet-declared = The sheet shows the results with the declared weights.
report-source-of = Source: { $source }
report-all = all
report-all-levels = show all levels
report-and-more = and { $n } more
report-back = back to the ranking
report-cite = How to cite
report-cite-text = { $title }. { $edition }. Computed with icip { $version } from the framework and the data whose digests stand below.
report-class = class
report-class-of = class of { $node }
report-code = code { $code }
report-column = column of the data
report-compared-all = Compared with all entities ({ $n }): the shaded band goes from the lower to the upper quartile, and the line is the median.
report-compared-group = Compared with the entities of the group { $group } ({ $column }; { $n } in all): the shaded band goes from the lower to the upper quartile, and the line is the median.
report-correlation = Rank correlation (Kendall) of { $n } entities: { $r }.
report-coverage = entities with a score
report-distribution = Distributions
report-distribution-any = Any node
report-distribution-nodes = Scores of every node
report-distribution-note = Each drawing shows how many entities have a score in each part of the scale of the node; below it are the smallest score, the quartiles and the largest score.
report-downloads = Data
report-downloads-note = Tables for other programs, with all digits: codes, names, and the scores or the ranks of every node.
report-edition = edition
report-entered = the data hold the finished score
report-entities = { $count ->
    [one] 1 entity
   *[other] { $count } entities
}
report-entity = entity
report-fewer-levels = show fewer levels
report-findings = What was found in the data
report-findings-more = { $n } more findings are listed by `icip check`.
report-findings-none = Nothing was found.
report-fitted = taken from the data
report-five-numbers = min { $min } · Q1 { $low } · median { $median } · Q3 { $high } · max { $max }
report-framework = framework
report-gain-places = { $n } places
report-gain-rank = { "" } (rank { $rank })
report-changed = Why the score changed since { $period }
report-still = With its old score it would now be at rank { $rank }. The parts add up to the change.
report-progress = Progress and trends
report-totals = Totals of groups
report-totals-note = The score of a group is the mean of the scores of its entities, weighted where a column is named; an entity without a score or without a weight counts for nothing. The weights are the declared ones, also where they are moved above.
report-targets = On the way to the goals
report-trends = Trends of { $index }
report-trend = Trend over { $count ->
    [one] one period
   *[other] { $count } periods
}
report-first-of = The first { $shown } of { $n } are shown; the workbook has all of them.
report-no-progress = targets and trends are left out of the report: { $why }
report-gains = What would gain places
report-gains-none = There is no exact answer for this entity: it is at the top, or the index is not linear in its parts.
report-gains-note = By how many points the score of one component alone would have to rise, if nothing else changes. A dash means that this component alone is not enough.
report-gap = difference from the mean
report-how-index = The entities are ordered by the score of { $index }. The bars show the score on the scale of each node.
report-how-interval = The 90 % interval holds the ranks that an entity had in 90 of 100 of { $runs } runs, in which the uncertain choices of the method were varied.
report-how-no-study = No study of robustness was made: how certain the ranks are is not known.
report-how-tier = Inside a tier the order is not to be read: the differences between its entities are smaller than the uncertainty.
report-index = index
report-interval = 90 % interval
report-made-with = Made with icip { $version }. This file loads nothing from the Internet and stores nothing.
report-median = median
report-method = Method
report-more = show more
report-moved = moved
report-moved-declared = The interval, the tier and the class are those of the declared weights.
report-moved-none = These are the declared weights.
report-moved-some = Entities with another rank: { $n }; places moved at most: { $most }; Kendall’s tau with the declared ranking: { $tau }.
report-moved-tiers = Entities outside of the ranks that their tier holds: { $n }.
report-next = next
report-node = component
report-none = none
report-not-official = Computed from the data and the rules that are named under “Method”. Neither the ranking nor the weights are official unless their publisher says so.
report-not-ranked = not ranked
report-note = note
report-of = of { $n }
report-parts = Parts of the report
report-percent = { $share } %
report-period = period { $period }
report-points = points of the index
report-previous = previous
report-print = print
report-profile = Profile
report-rank = rank
report-rank-in = rank { $period }
report-rank-in-group = rank in { $group }
report-rank-was = (rank { $rank } then)
report-ranking = Ranking
report-refused = With these weights the method refuses { $node } (entities: { $entities }).
report-remarks = Remarks on the data
report-remarks-none = Nothing was missing, filled, treated or granted.
report-run = Record of the run
report-run-note = With the same files and the same version of the program everybody gets the same numbers: the SHA-256 digests say which files they were.
report-run-record = show the record
report-scatter = Two nodes against each other
report-scatter-text = Every point is an entity: { $x } from left to right, { $y } from bottom to top.
report-scatter-x = horizontal
report-scatter-y = vertical
report-score = score
report-score-among = score among the others
report-search = Search
report-search-hint = name or code
report-shown-of = { $shown } of { $n } entities
report-since = since { $period }
report-skip = to the content
report-sort = sort by { $column }
report-source = source
report-steps = steps
report-strong = Strongest places
report-tier = tier
report-tree = Tree
report-tree-note = The percentage is how much a node counts in the index, where the method says so. Open a node to see its rules.
report-warning = Warning:
report-weak = Weakest places
report-weight-in-parent = weight in its parent
report-weights = Move the weights
report-weights-note = The ranking follows at once, by the same rules. The address of the page keeps the weights, so that it can be sent on.
report-weights-of = Components of
report-weights-reset = back to the declared weights
report-weights-script = Moving the weights needs scripts.

## The workbook (icip score -o FILE.xlsx, icip report --xlsx)

workbook-best = best rank, 90 % interval
workbook-chart = { $n ->
    [one] The first of the ranking
   *[other] The first { $n } of the ranking
}
workbook-columns = the workbook would need { $columns } columns in a sheet, and a sheet has { $most }; without --xlsx or with `-o DIR` there is no such limit
workbook-compared = place on a grid of twelve digits
workbook-compared-of = place on a grid: { $name }
workbook-file = file
workbook-first = first with its place
workbook-fixed = The weight cannot be changed here: { $why }.
workbook-fixed-value = the scores of `{ $node }`, to which it belongs, are values
workbook-footer = icip { $version }
workbook-from = before
workbook-grouped-by = grouped by
workbook-group = group
workbook-in-index = weight in the index
workbook-is-no-file = `{ $path }` cannot be the name of a workbook; name a file, as in `--xlsx results.xlsx`
workbook-key = place after ties are broken
workbook-level = level
workbook-line = line
workbook-median = median rank
workbook-more-changes = { $n } more changes have no room here; `icip score -o DIR` writes all of them into trail.csv
workbook-node-name = name of the node
workbook-note-formulas = Change the weights in the coloured cells: scores, classes, ranks and the chart follow. Sort the sheet of the ranking by its rank to see the new order. Intervals, tiers and everything that is no formula stay those of the declared weights.
workbook-order = place of the code
workbook-parent = parent
workbook-place = place in the ranking
workbook-ranked = number that is ranked
workbook-reference = Reference: { $reference }.
workbook-remark = remark
workbook-row = row in the sheet of scores
workbook-rows = the workbook would need { $rows } rows in a sheet, and a sheet has room for { $most }; `-o DIR` writes CSV files without such a limit
workbook-settings = settings
workbook-sheet-chart = Chart
workbook-sheet-findings = Findings
workbook-sheet-method = Method
workbook-sheet-normalised = Normalised
workbook-sheet-ranking = Ranking
workbook-sheet-run = Run
workbook-sheet-scores = Scores
workbook-sheet-changes = Why it changed
workbook-sheet-targets = Targets
workbook-sheet-trends = Trends
workbook-baseline-period = period of the baseline
workbook-current-period = period of the value
workbook-goal-period = period of the goal
workbook-projected-low = projected, low
workbook-projected-high = projected, high
workbook-since-break = values since the break of
workbook-first-period = first period
workbook-last-period = last period
workbook-slope-low = slope, low
workbook-slope-high = slope, high
workbook-value-before = Value before
workbook-value-after = Value after
workbook-score-before = Score before
workbook-score-after = Score after
workbook-sheet-totals = Totals of groups
workbook-sheet-trail = Trail
workbook-sheet-weights = Weights
workbook-step = step
workbook-step-clip = cut at an end of the scale
workbook-step-denominate = division
workbook-step-floor = lifted to the floor
workbook-step-impute = imputation
workbook-step-missing = absent value
workbook-step-rescale = put on another scale
workbook-step-treat = treatment
workbook-steps = steps of the grid that make 1
workbook-summary = what it does
workbook-to = after
workbook-unrounded = { $node } before rounding
workbook-value = The scores are values: { $why }.
workbook-value-bits = they compare the bits of scores, and a spreadsheet compares fifteen digits
workbook-value-ranks = The ranks are values: { $why }.
workbook-value-method = a spreadsheet has no such rule (`{ $method }`)
workbook-value-periods = the weights below `{ $node }` differ between periods
workbook-value-round = a spreadsheet does not round in this way
workbook-weight-rule = A weight is a number that is not below 0.
workbook-weighted-by = weighted by
workbook-why = reason
workbook-worst = worst rank, 90 % interval

## A first framework made of a table

# What was decided.
draft-above = { $count ->
    [one] line { $first } above the header is not a part of the table
   *[other] lines { $first } to { $last } above the header are not a part of the table
}
draft-code-in-period = code: { $code }, which is called like a code and is different in every row of a period
draft-code-named = code: { $code }, which is called like a code, is filled and is different in every row
draft-code-parts = code: { $code } together, which are codes and differ in every row only together
draft-code-unique = code: { $code }, because no column is called like a code and this one is filled and different in every row
draft-computed = node `{ $node }`: the column is the mean or the sum of { $parts } in { $fits } of { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, so they are its children
draft-groups = { $count ->
    [one] group: { $groups }, which repeats a few texts; ranks are also taken inside each of them
   *[other] groups: { $groups }, which repeat a few texts; ranks are also taken inside each of them
}
draft-header = { $count ->
    [one] header on line { $lines }, and { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } below it
   *[other] header on lines { $lines }, whose texts are joined with ` / `, and { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } below it
}
draft-leaves = { $count ->
    [one] 1 leaf
   *[other] { $count } leaves
}: { $kinds }
draft-kind-likert = { $count } from 1 to 5
draft-kind-percentage = { $count } from 0 to 100
draft-kind-range = { $count } with other numbers
draft-kind-share = { $count } from 0 to 1
draft-kind-steps = { $count } with answers in steps
draft-kind-two-answers = { $count } with two answers
draft-left-out = left out: { $columns }: { $why }
draft-left-out-and-more = left out: { $columns } and { $more } more: { $why }
draft-left-out-column = { $column }: { $why }
draft-left-out-more = left out: more columns, which are listed in `framework.toml`
draft-marks = { $count ->
    [one] mark of a missing value: { $marks }
   *[other] marks of a missing value: { $marks }
}
draft-name = name: `{ $column }`
draft-notes = { $count ->
    [one] line { $first } below the table is taken for a note: `{ $text }`
   *[other] { $count } lines below the table, from line { $first } on, are taken for notes: `{ $text }`
}
draft-period = { $count ->
    [one] period: `{ $column }`, which holds only { $periods }
   *[other] period: `{ $column }`, with { $count } periods: { $periods }
}
draft-period-sample = `normalise-sample = "all"`: scales are fitted to all periods together, so that scores of different periods compare
draft-sheet = the sheet `{ $sheet }` is read, because it holds the most cells; --sheet chooses another: { $sheets }
draft-totals = { $count ->
    [one] a row without a code is left out by `[[data.exclude]]`: { $texts } in `{ $column }`
   *[other] { $count } rows without a code are left out by `[[data.exclude]]`: { $texts } in `{ $column }`
}
draft-tree-codes = { $count ->
    [one] tree: from the codes of the columns, with { $groups } below the index
   *[other] tree: from the codes of the columns, with { $count } nodes below the index: { $groups }
}
draft-tree-computed = tree: from columns that are computed from others
draft-tree-flat = tree: neither the header nor the codes of the columns show one, so all leaves stand directly below the index
draft-tree-header = { $count ->
    [one] tree: from the upper lines of the header, with { $groups } below the index
   *[other] tree: from the upper lines of the header, with { $count } nodes below the index: { $groups }
}

# Why a column is left out.
draft-column = `{ $name }`
draft-column-number = column { $number }
draft-left-out-code = another code of the entities
draft-left-out-computed = the mean or the sum of { $parts }, so a result and no indicator
draft-left-out-constant = only `{ $value }`, which tells no entities apart
draft-left-out-dates = dates or times
draft-left-out-empty = no value
draft-left-out-mixed = numbers, and { $texts }, which are none ({ $count ->
    [one] line { $lines }
   *[other] lines { $lines }
}); correct them, or declare what they mean, and add a leaf
draft-left-out-refused = not to be read or scored as it stands: { $problem }
draft-left-out-repeated = column { $number } has the same name as another one; rename one of them
draft-left-out-result = named like a rank or a class, which are results
draft-left-out-texts = texts with too many different values for a list of answers
draft-left-out-two-marks = some numbers have a decimal point and others a decimal comma
draft-left-out-unnamed = no name in the header
draft-left-out-years = years, of which more is not better

# Why a column becomes comparable in this way.
draft-why-likert = whole numbers from { $least } to { $most }: taken for a scale from 1 to 5
draft-why-one-two = only 1 and 2: 2 is taken for the better answer, which is a guess, because 1 often means yes
draft-why-percentage = numbers from { $least } to { $most }: taken for a scale from 0 to 100
draft-why-range = numbers from { $least } to { $most }: the scale goes from the smallest to the largest of the table
draft-why-share = numbers from { $least } to { $most }: taken for a scale from 0 to 1
draft-why-steps = { $count } answers with equal steps in the order of a known scale, the best: { $best }
draft-why-two-answers = two answers, of which { $best } is taken for the better one
draft-why-two-numbers = only the numbers { $least } and { $most }: the larger is taken for the better answer, which is a guess
draft-why-two-unknown-answers = two answers in no known order: { $best } is taken for the better one, which is a guess
draft-why-unknown-steps = { $count } answers in no known order: equal steps in the order of the alphabet, the best { $best }, only until somebody orders them
draft-why-zero-one = only 0 and 1: 1 is taken for the better answer, which is a guess

# Notes of nodes.
draft-note-codes = from the codes of the columns below it
draft-note-computed = the column `{ $column }` of the table is computed from the children of this node
draft-note-direction = { $why }; more is taken for better until somebody has looked
draft-note-gaps = { $why }; { $count ->
    [one] 1 value is absent
   *[other] { $count } values are absent
}
draft-note-header = from an upper line of the header
draft-note-index = a draft made from a table: scales, directions and weights have not been decided yet

# What the table does not say.
draft-open-decimal = whether the numbers of { $columns } have a decimal point or a decimal comma: `{ $mark }` is declared, because other columns have it or, where none shows it, because three digits behind every mark look like thousands; correct `decimal` if it is wrong
draft-open-direction = whether more is better: every indicator counts as if it were; write -1 into the column `direction` of structure.csv where less is better
draft-open-gaps = what an absent value means ({ $count ->
    [one] 1 value in { $columns }
   *[other] { $count } values in { $columns }
}): `missing = "skip"` leaves it out, and the siblings share its weight
draft-open-likert = whether the whole numbers from 1 to 5 are a scale ({ $count ->
    [one] { $columns }
   *[other] { $count } columns: { $columns }
})
draft-open-no-answer = whether { $numbers } in `{ $column }` mean that there is no answer: they are far from the other numbers, and are declared so
draft-open-percentage = whether the scale goes from 0 to 100 ({ $count ->
    [one] { $columns }
   *[other] { $count } columns: { $columns }
})
draft-open-range = which values are the worst and the best that can be ({ $count ->
    [one] { $columns }
   *[other] { $count } columns: { $columns }
}): with `min-max` they come from the table, and an entity that is added moves the scores of all
draft-open-results = whether a further column is a result of others, such as a total: one that was not recognised counts twice
draft-open-share = whether the scale goes from 0 to 1 ({ $count ->
    [one] { $columns }
   *[other] { $count } columns: { $columns }
})
draft-open-steps = the order of the answers and the points between them ({ $count ->
    [one] { $columns }
   *[other] { $count } columns: { $columns }
})
draft-open-two-answers = which of two answers is the better one ({ $count ->
    [one] { $columns }
   *[other] { $count } columns: { $columns }
})
draft-open-weights = what matters more: siblings weigh the same, because no weight is given
draft-open-zeros = whether codes have lost zeros in front: some have { $short } digits and others { $long }; `width = { $long }` under `[data]` gives them back

# Texts of `framework.toml`.
draft-toml-head = A draft that `icip init` made from { $file }. It scores, and it is no index before somebody has looked at every line of it. Each leaf says in its note why it was proposed so.
draft-toml-left-out = Columns that are left out, and why:
draft-toml-missing = What an absent child means; the siblings share its weight.
draft-toml-note = A draft made from a table. Neither the scales nor the directions nor the weights have been decided by anybody.
draft-toml-open = What the table does not say:
draft-toml-source = Proposed by icip from { $file }.
draft-toml-totals = a row without a code

# What the command prints, and what ends it.
draft-checked = checked: { $rows ->
    [one] 1 row is
   *[other] { $rows } rows are
} read, { $ranked ->
    [one] 1 entity has
   *[other] { $ranked } entities have
} an index
draft-heading-decided = Decided
draft-heading-open = Not in the table: please look at each of these
draft-made = a draft of a framework from { $file }
draft-next = next: icip check { $file } -f { $folder }    then: icip score { $file } -f { $folder }

## What an audit finds (icip audit)

against-its-node = A child is worse where the others of its node are better.
    .example = `visa`: `visa` goes against the others of `Instit`: its correlation with their sum is -0.21; check its direction, or whether it belongs there
against-its-node-rest = `{ $child }` goes against the others of `{ $node }`: its correlation with their sum is { $r }
against-its-node-hint = check its direction, or whether it belongs there

collinear = Two columns are as good as the same.
    .example = `CO2`: `CO2` and `MatCon` have the correlation 0.95, so that they count as good as twice; keep one of them, or halve their weights
collinear-siblings = `{ $one }` and `{ $other }` have the correlation { $r }, so that they count as good as twice
collinear-same = `{ $one }` and `{ $other }` are the same but for their scale, so that it counts twice
collinear-hint = keep one of them, or halve their weights

end-of-scale = Many entities stand at one end of the scale of a column, so that it does not tell them apart.
    .example = `p12`: 41 % of the entities have the highest score of `p12`; widen its scale, or ask for more
end-of-scale-lower = { $share } % of the entities have the lowest score of `{ $node }`
end-of-scale-upper = { $share } % of the entities have the highest score of `{ $node }`
end-of-scale-hint = widen its scale, or ask for more

entity-apart = An entity lies apart from the others in the children of the index taken together.
    .example = data.csv line 14, entity `SGP`: the squared distance from the ordinary entities is 41.20, and 3 of its leaves lie outside of the fences; check its data, and whether it belongs among the others
entity-apart-distance = the squared distance from the ordinary entities is { $distance }, and { $leaves ->
    [0] none of its leaves lies outside of the fences
    [one] one of its leaves lies outside of the fences
   *[other] { $leaves } of its leaves lie outside of the fences
}
entity-apart-hint = check its data, and whether it belongs among the others

few-suffice = Fewer than half of the leaves give as good as the same ranking.
    .example = `Index`: 12 of 49 leaves give the ranking of `Index` with Kendall's tau 0.95; the others cost work and change little, unless they are there to be seen
few-suffice-leaves = { $count } of { $all } leaves give the ranking of `{ $index }` with Kendall's tau { $tau }
few-suffice-hint = the others cost work and change little, unless they are there to be seen

follows-size = A leaf or a node follows its divisor, or a column from outside of the index.
    .example = `Flights`: `Flights` has the correlation 0.71 with `population`; divide by it, or say why large entities should score higher
follows-size-column = `{ $node }` has the correlation { $r } with `{ $column }`
follows-size-hint = divide by it, or say why large entities should score higher

influence-differs = How much a child explains of its node is far from its weight.
    .example = `Conn`: `Conn` has 50 % of the weights of `Index` and 22 % of the influence; the weight 71 % would give it the influence that is declared
influence-differs-share = `{ $child }` has { $weight } % of the weights of `{ $node }` and { $share } % of the influence
influence-differs-hint = the weight { $weight } % would give it the influence that is declared
influence-differs-no-weight-hint = no weights give it the influence that is declared, so change what it is made of, or say that weights are no influence

loose-indicator = A child has little to do with the others of its node.
    .example = `Forest`: `Forest` has little to do with the others of `Environ`: its correlation with their sum is 0.08; check whether it belongs there
loose-indicator-rest = `{ $child }` has little to do with the others of `{ $node }`: its correlation with their sum is { $r }
loose-indicator-hint = check whether it belongs there

low-adequacy = The children of a node share too little for a common factor.
    .example = `Instit`: the measure of sampling adequacy (KMO) of `Instit` is 0.48, below 0.60; a mean of its children is no measurement of one thing
low-adequacy-kmo = the measure of sampling adequacy (KMO) of `{ $node }` is { $kmo }, below { $least }
low-adequacy-hint = a mean of its children is no measurement of one thing

low-consistency = The children of a node do not go together.
    .example = `Instit`: Cronbach's alpha of `Instit` is 0.28, below 0.70; see which child it is higher without, or treat the node as a list of different things
low-consistency-alpha = Cronbach's alpha of `{ $node }` is { $alpha }, below { $least }
low-consistency-hint = see which child it is higher without, or treat the node as a list of different things

nearer-elsewhere = An indicator goes with another node more than with its own.
    .example = `Cov4G`: `Cov4G` goes with `Knowledge` (0.74) more than with its own node (0.51); consider moving it
nearer-elsewhere-node = `{ $child }` goes with `{ $node }` ({ $foreign }) more than with its own node ({ $own })
nearer-elsewhere-hint = consider moving it

negative-pair = Two children of a node contradict each other.
    .example = `Bord`: `Bord` and `TBTs` have the correlation -0.36, so that one takes away what the other gives; check their directions, or keep them apart
negative-pair-siblings = `{ $one }` and `{ $other }` have the correlation { $r }, so that one takes away what the other gives
negative-pair-hint = check their directions, or keep them apart

several-dimensions = The children of a node measure several things.
    .example = `Social`: the children of `Social` have 2 components above those of chance, and the first has 43 % of the variance; divide the node, or say why these things belong together
several-dimensions-parallel = the children of `{ $node }` have { $count } components above those of chance, and the first has { $share } % of the variance
several-dimensions-hint = divide the node, or say why these things belong together

silent-indicator = A column is the same for nearly all entities, so that it says nothing.
    .example = `p07`: 98 % of the entities have the same value of `p07`; leave it out, or ask in another way
silent-indicator-share = { $share } % of the entities have the same value of `{ $node }`
silent-indicator-hint = leave it out, or ask in another way

similar-groups = Two groups differ only in small and capital letters, accents or blanks, as if two people had written one group.
    .example = data.csv line 3, `sector`: groups differ only in case, accents or blanks: `Nación` and `NACION`; they count as different groups
similar-groups-pairs = groups differ only in case, accents or blanks: { $pairs }
similar-groups-many-pairs = groups differ only in case, accents or blanks: { $pairs } and { $more } more
similar-groups-hint = they count as different groups

skewed-column = A column has outliers.
    .example = `Flights`: the skewness of `Flights` is 2.10 and its excess kurtosis 4.51; declare a treatment (`treat`), or check its largest and smallest values
skewed-column-shape = the skewness of `{ $node }` is { $skewness } and its excess kurtosis { $kurtosis }
skewed-column-hint = declare a treatment (`treat`), or check its largest and smallest values

## icip audit

audit-advice = → { $hint }
audit-all-entries = { $node }, all leaves
audit-all-tables = `icip audit -o DIR` writes every table: statistics of columns, correlations, items, components, the ranking without each leaf, and the distance of each entity.
audit-column-alpha = Cronbach's alpha
audit-column-alpha-high = alpha, upper end
audit-column-alpha-low = alpha, lower end
audit-column-alpha-standardised = standardised alpha
audit-column-alpha-without = alpha without it
audit-column-balanced = balanced weight
audit-column-bandwidth = bandwidth
audit-column-bartlett = Bartlett's test
audit-column-bartlett-df = Bartlett, degrees of freedom
audit-column-bartlett-p = Bartlett, p
audit-column-ceiling = share at the upper end
audit-column-children = children
audit-column-claimed = claimed dimensions
audit-column-code = code
audit-column-column = column
audit-column-component = component
audit-column-components-kaiser = components above 1
audit-column-components-parallel = components above chance
audit-column-condition = condition number
audit-column-covariance-share = share of the covariance
audit-column-distance = squared Mahalanobis distance
audit-column-distinct = probability that two differ
audit-column-divisor = is its divisor
audit-column-eigenvalue = eigenvalue
audit-column-entry = leaf
audit-column-first-share = share of the first component
audit-column-floor = share at the lower end
audit-column-groups = groups
audit-column-importance = share of the influence
audit-column-imputed = gaps filled
audit-column-kendall = Kendall, tau-b
audit-column-kendall-p = Kendall, p
audit-column-kmo = KMO
audit-column-kurtosis-1 = excess kurtosis, type 1
audit-column-kurtosis-2 = excess kurtosis, type 2
audit-column-kurtosis-3 = excess kurtosis, type 3
audit-column-largest = largest group
audit-column-largest-shift = largest change of a rank
audit-column-leaves = leaves
audit-column-loading = loading
audit-column-max = maximum
audit-column-mean = mean
audit-column-mean-shift = mean change of a rank
audit-column-means = silhouette, k-means
audit-column-median = median
audit-column-min = minimum
audit-column-n = n
audit-column-name = name
audit-column-node = node
audit-column-of = in
audit-column-omega = McDonald's omega
audit-column-one = one
audit-column-other = other
audit-column-outliers-high = outliers above
audit-column-outliers-low = outliers below
audit-column-outlying = skewed by outliers
audit-column-outlying-leaves = leaves in which it is an outlier
audit-column-p = p
audit-column-partial = partial correlation
audit-column-pearson = Pearson
audit-column-pearson-bh = Pearson, p by Benjamini and Hochberg
audit-column-pearson-high = Pearson, upper end
audit-column-pearson-holm = Pearson, p by Holm
audit-column-pearson-low = Pearson, lower end
audit-column-pearson-p = Pearson, p
audit-column-peers = peers
audit-column-period = period
audit-column-present = share present
audit-column-q1 = first quartile
audit-column-q3 = third quartile
audit-column-r2 = r²
audit-column-random = by chance, 95th percentile
audit-column-ratio = correlation ratio S
audit-column-ratio-high = S, upper end
audit-column-ratio-low = S, lower end
audit-column-relation = relation
audit-column-rest = correlation with the rest
audit-column-robust = robust
audit-column-rotated = loading after varimax
audit-column-same = most frequent value, times
audit-column-scope = taken together
audit-column-sd = standard deviation
audit-column-share = share of the variance
audit-column-silhouette = silhouette
audit-column-skewness-1 = skewness, type 1
audit-column-skewness-2 = skewness, type 2
audit-column-skewness-3 = skewness, type 3
audit-column-smallest = smallest group
audit-column-spearman = Spearman
audit-column-spearman-p = Spearman, p
audit-column-tau = Kendall's tau with the ranking
audit-column-times = influence over weight
audit-column-treated = values treated
audit-column-unique = different values
audit-column-vif = variance inflation
audit-column-ward = silhouette, Ward
audit-column-weakest-child = tau with the weakest child
audit-column-weight = declared weight
audit-column-zeros = zeros
audit-files = { $count ->
    [0] no finding
    [one] 1 finding
   *[other] { $count } findings
}
audit-head-normalised = { $title }: audit of { $entities ->
    [one] 1 entity
   *[other] { $entities } entities
}, leaves as scores
audit-head-raw = { $title }: audit of { $entities ->
    [one] 1 entity
   *[other] { $entities } entities
}, leaves as in the data
audit-head-treated = { $title }: audit of { $entities ->
    [one] 1 entity
   *[other] { $entities } entities
}, leaves after gaps and outliers were treated
audit-heading-alpha = alpha
audit-heading-balanced = balanced
audit-heading-child = child
audit-heading-children = children
audit-heading-components = components
audit-heading-first = first
audit-heading-interval = 95 %
audit-heading-node = node
audit-heading-share = influence
audit-heading-weight = weight
audit-influence = What each child counts: its declared weight, the variance of the node that a line (r²) and a curve (S) explain, its share of the influence, and the weight that would give it the declared one
audit-more = and { $count } more
audit-no-column = there is no column `{ $column }` with numbers in the data; columns that nobody reads: { $columns }
audit-no-peers = the entities cannot be divided into { $count } groups: there must be more entities with all of the columns than groups, and at most 5000, and the columns must vary
audit-nodes = Do the children of a node belong together
audit-parts = { $count } samples are audited, each by itself: those of each period, and of each group where `--by` asks for it
audit-table-components = Audit, components
audit-table-correlations = Audit, correlations
audit-table-entities = Audit, entities
audit-table-importance = Audit, influence
audit-table-items = Audit, items
audit-table-loadings = Audit, loadings
audit-table-nodes = Audit, nodes
audit-table-outside = Audit, outside columns
audit-table-reduced = Audit, smallest set
audit-table-univariate = Audit, columns
audit-table-without = Audit, without each leaf
audit-verdict = { $count ->
    [0] Nothing is beyond its threshold.
    [one] 1 finding
   *[other] { $count } findings of { $kinds } kinds
}
audit-word-ancestor = with a node above
audit-word-apart = of different nodes
audit-word-children = children
audit-word-entries = all leaves
audit-word-foreign-parent = with another node
audit-word-index = with the index
audit-word-no = no
audit-word-parent = with the parent
audit-word-siblings = of one node
audit-word-yes = yes
