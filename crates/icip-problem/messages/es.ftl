# Los mensajes de icip en el español de Colombia, en el formato de Project Fluent.
#
# Para cada código hay un mensaje que se llama como el código: una oración que dice qué significa el código, y un ejemplo tal
# como lo ve un usuario. Después vienen los textos de ese código. Los fragmentos empiezan con minúscula, porque siguen al
# lugar donde está el problema; los valores van entre comillas invertidas; las sugerencias dicen qué se permitiría, o qué hacer.

## Usados por varios códigos

did-you-mean = ¿quiso decir `{ $word }`?
allowed-words = permitido: { $words }
rows = { $count ->
    [one] 1 fila
   *[other] { $count } filas
}

and-more = { $names } y { $more } más
and-in-more-cells = { $what }, y en { $count } celdas más de esta columna (líneas { $lines })
and-on-more-lines = { $what }, y en { $count } líneas más ({ $lines })

# Dónde está un problema, y qué rodea su texto.
place = { $parts }
place-cell = { $file }, { $cell }
place-entity = entidad `{ $entity }`
place-field = `{ $field }`
place-file = { $file }
place-file-line = { $file } línea { $line }
place-line = línea { $line }
place-sheet = { $file }, { $sheet }
place-sheet-row = { $file }, { $sheet }, fila { $row }
problem-and-more = { $more ->
    [one] { $first } (y 1 problema más)
   *[other] { $first } (y { $more } problemas más)
}
problem-at-place = { $place }: { $what }
problem-on-lines = { $what }; lo mismo en { $lines ->
    [one] la línea { $shown }
   *[other] { $lines } líneas más: { $shown }
}
problem-on-lines-and-more = { $what }; lo mismo en las líneas { $shown } y { $more } más
problem-with-hint = { $what }; { $hint }

# Cómo escribe los números el idioma.
number-decimal-mark = ,

size-gigabytes = { $size } GB
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

## Códigos que usan varias partes de la biblioteca

duplicate-column = Dos columnas que se necesitan tienen el mismo nombre.
    .example = data.csv línea 1, `staff`: `staff` es el nombre de las columnas 2 y 4; cambie el nombre de una de ellas o elimínela

empty-code = Una entidad o un nodo no tiene código.
    .example = data.csv línea 7, `code`: la fila no tiene código; dele un código a la entidad, elimine la fila, u omítala con `[[data.exclude]]`

empty-file = El archivo no contiene ninguna tabla.
    .example = data.csv: el archivo no contiene ninguna tabla

header-rows = Una hoja tiene un encabezado de varias filas, que se encontró sin declararlo.
    .example = datos.xlsx, Hoja1, fila 3: el encabezado se encontró en las filas 2, 3, cuyos textos se unen; declare `header` en `[data]` si está en otro lugar
header-rows-found = el encabezado se encontró en las filas { $lines }, cuyos textos se unen; declare `header` en `[data]` si está en otro lugar

hidden-cells = Una fila o una columna que se lee está oculta en la hoja.
    .example = datos.xlsx, Hoja1, fila 5: 2 filas están ocultas, o filtradas, y se leyeron: 5, 9
hidden-cells-columns = { $count ->
    [one] una columna está oculta y se leyó: { $columns }
   *[other] { $count } columnas están ocultas y se leyeron: { $columns }
}
hidden-cells-rows = { $count ->
    [one] una fila está oculta, o filtrada, y se leyó: { $rows }
   *[other] { $count } filas están ocultas, o filtradas, y se leyeron: { $rows }
}

lost-digits = Un código es un número de más de 15 dígitos, que una hoja de cálculo no puede conservar.
    .example = datos.xlsx, Hoja1!A2, `code`, entidad `123456789012345680`: `123456789012345680` es un número de más de 15 dígitos, de los que una hoja de cálculo conserva 15; escriba los códigos como texto
lost-digits-code = `{ $text }` es un número de más de 15 dígitos, de los que una hoja de cálculo conserva 15
lost-digits-hint = escriba los códigos como texto

lost-zeros = Un código de los datos perdió los ceros iniciales con los que está en el registro.
    .example = datos.xlsx, Hoja1!A2, `code`, entidad `5001`: el registro no tiene el código `5001`, pero sí `05001`; una hoja de cálculo tomó el código por un número; escriba los códigos como texto, o declare `width` en `[data]`
lost-zeros-code = el registro no tiene el código `{ $code }`, pero sí `{ $meant }`
lost-zeros-hint = una hoja de cálculo tomó el código por un número; escriba los códigos como texto, o declare `width` en `[data]`

masked-codes = Los códigos son números que su formato muestra con otros signos, y se leen por sus dígitos.
    .example = datos.xlsx, Hoja1!A2, `code`: 1101 códigos son números que su formato muestra con otros signos, como `05-001` en lugar de 5001; se leen por sus dígitos, como `5001`; escriba los códigos como texto
masked-codes-column = { $count ->
    [one] un código es un número que su formato muestra con otros signos, como `05-001` en lugar de 5001; se lee por sus dígitos, como `{ $text }`
   *[other] { $count } códigos son números que su formato muestra con otros signos, como `05-001` en lugar de 5001; se leen por sus dígitos, como `{ $text }`
}
masked-codes-hint = escriba los códigos como texto

merged-cells = Celdas de una columna que se lee están combinadas, de modo que solo la primera tiene valor.
    .example = datos.xlsx, Hoja1!C6, `sector`: las celdas C5:C9 están combinadas, de modo que solo la primera tiene valor; sepárelas y escriba el valor en cada una
merged-cells-area = las celdas { $area } están combinadas, de modo que solo la primera tiene valor
merged-cells-hint = sepárelas y escriba el valor en cada una

other-format = Un archivo no tiene el formato que su nombre promete, y se lee como lo que es.
    .example = datos.xls: el archivo no es un libro sino texto, y se lee como CSV
other-format-text = el archivo no es un libro sino texto, y se lee como CSV
other-format-workbook = el archivo es un libro ({ $format }), y se lee como tal

padded-codes = Los códigos son números que su formato muestra con ceros iniciales, y se leen como se muestran.
    .example = datos.xlsx, Hoja1!A2, `code`: 1101 códigos son números que su formato muestra con ceros iniciales, y se leen como se muestran: 5001 como `05001`
padded-codes-column = { $count ->
    [one] un código es un número que su formato muestra con ceros iniciales, y se lee como se muestra: { $number } como `{ $text }`
   *[other] { $count } códigos son números que su formato muestra con ceros iniciales, y se leen como se muestran: { $number } como `{ $text }`
}

percent-format = Números de una hoja se muestran como porcentajes.
    .example = datos.xlsx, Hoja1!F2, `share`: 50 números de esta columna se muestran como porcentajes; lo que se muestra como 12 % se lee como 0.12
percent-format-column = { $count ->
    [one] un número de esta columna se muestra como porcentaje; lo que se muestra como { $shown } % se lee como { $value }
   *[other] { $count } números de esta columna se muestran como porcentajes; lo que se muestra como { $shown } % se lee como { $value }
}
percent-format-some = { $count ->
    [one] un número de esta columna se muestra como porcentaje, y { $others ->
        [one] otro no
       *[other] otros { $others } no
    }; lo que se muestra como { $shown } % se lee como { $value }
   *[other] { $count } números de esta columna se muestran como porcentajes, y { $others ->
        [one] otro no
       *[other] otros { $others } no
    }; lo que se muestra como { $shown } % se lee como { $value }
}

sheet-chosen = Un libro tiene varias hojas, y se eligió una.
    .example = datos.xlsx: se lee la hoja `Respuestas`, porque tiene el mayor número de las columnas que se piden; las hojas son `Portada`, `Respuestas`; --sheet elige otra
sheet-chosen-hidden = se lee la hoja oculta `{ $sheet }`, porque ninguna visible corresponde; las hojas son { $sheets }
sheet-chosen-most = se lee la hoja `{ $sheet }`, porque tiene el mayor número de las columnas que se piden; las hojas son { $sheets }
sheet-chosen-data-hint = --sheet elige otra
sheet-chosen-published-hint = --published-sheet elige otra
sheet-chosen-other-hint = un archivo que solo tenga esa hoja no deja dudas

doubtful-formulas = Todas las fórmulas de una hoja tienen el resultado 0, y el archivo dice que falta calcularlas.
    .example = datos.xlsx, Hoja1!F2, `income`: los resultados de 136 fórmulas de la tabla son 0, como los escribe un programa que no puede calcular, y el archivo pide que se calcule al abrirlo; abra el libro en una hoja de cálculo, recalcúlelo y guárdelo
doubtful-formulas-zero = { $count ->
    [one] el resultado de una fórmula de la tabla es 0, como lo escribe un programa que no puede calcular, y el archivo pide que se calcule al abrirlo
   *[other] los resultados de { $count } fórmulas de la tabla son 0, como los escribe un programa que no puede calcular, y el archivo pide que se calcule al abrirlo
}

uncalculated-formula = Una celda contiene una fórmula, y el archivo no contiene su resultado.
    .example = datos.xlsx, Hoja1!F2, `income`, entidad `A`: la celda contiene una fórmula cuyo resultado no está en el archivo; abra el libro en una hoja de cálculo, recalcúlelo y guárdelo
uncalculated-formula-cell = la celda contiene una fórmula cuyo resultado no está en el archivo
uncalculated-formula-hint = abra el libro en una hoja de cálculo, recalcúlelo y guárdelo

unknown-column = Se nombra una columna que no existe, o que ninguna hoja lee.
    .example = structure.csv línea 1, `wieght`: columna desconocida `wieght`; ¿quiso decir `weight`?

limit-exceeded = Una entrada es mayor que un límite declarado.
    .example = data.csv: el encabezado tiene 200000 columnas, y se permiten 100000; si es intencional, aumente el límite con `--limit columns=N`
limit-exceeded-hint = si es intencional, aumente el límite con `--limit { $name }=N`
limit-exceeded-memory-hint = use menos memoria: lea los datos por bloques (`icip score --stream`), o haga menos corridas; o aumente el límite con `--limit memory=N`
limit-exceeded-memory = se necesitarían cerca de { $needed } de memoria, y hay { $limit } disponibles

## Tablas: lectura de archivos CSV, de registros y de tablas de datos (data frames)

ambiguous-decimal = Los números de una columna se podrían leer con punto decimal o con coma decimal, y ninguna celda indica cuál es el correcto.
    .example = data.csv línea 2, `budget`, entidad `A`: `1.234` es 1.234 con punto decimal y 1234 con coma decimal, y ninguna celda de la columna indica cuál es el correcto; declare `decimal = "."` o `decimal = ","` en `[data]`, o en `[data.columns."name"]` para una sola columna
ambiguous-decimal-cell = `{ $text }` es { $point } con punto decimal y { $comma } con coma decimal, y ninguna celda de la columna indica cuál es el correcto
ambiguous-decimal-hint = declare `decimal = "."` o `decimal = ","` en `[data]`, o en `[data.columns."name"]` para una sola columna

assumed-encoding = El archivo no es UTF-8 y no declara ninguna codificación, así que se lee como Windows-1252.
    .example = data.csv línea 3: el archivo no es UTF-8 y se lee como Windows-1252; si las tildes se ven mal, guarde el archivo como UTF-8
assumed-encoding-1252 = el archivo no es UTF-8 y se lee como Windows-1252
assumed-encoding-1252-hint = si las tildes se ven mal, guarde el archivo como UTF-8

bad-delimiter = El separador declarado no puede separar campos.
    .example = data.csv: el separador `\n` no puede separar campos; debe ser un carácter distinto de las comillas y del fin de línea
bad-delimiter-char = el separador `{ $separator }` no puede separar campos
bad-delimiter-hint = debe ser un carácter distinto de las comillas y del fin de línea

bad-encoding = Los bytes de un archivo contradicen su codificación.
    .example = data.csv línea 4: el byte `F1` no es UTF-8; guarde el archivo como UTF-8, o declare su codificación
bad-encoding-not-utf8 = el byte `{ $byte }` no es UTF-8
bad-encoding-not-utf8-hint = guarde el archivo como UTF-8, o declare su codificación
bad-encoding-not-utf16 = el archivo no es UTF-16 completo
bad-encoding-not-utf16-hint = vuelva a guardar el archivo, como UTF-8
bad-encoding-mark = el archivo empieza con la marca de orden de bytes de { $found }, pero se declaró { $declared }
bad-encoding-mark-hint = quite la declaración: el archivo indica cómo está codificado
bad-encoding-is-utf8 = se declaró Windows-1252, pero el archivo es UTF-8
bad-encoding-is-utf8-hint = quite la declaración: la codificación se reconoce sin ella

bad-file = Un archivo columnar no se puede leer.
    .example = data.parquet: el archivo no se puede leer como Parquet: no termina como un archivo Parquet, con `PAR1`
bad-file-parquet = el archivo no se puede leer como Parquet: { $error }
bad-file-frame = una columna de la tabla de datos no se puede leer: { $error }
bad-file-arrow = el archivo no se puede leer como Arrow IPC: { $error }
bad-file-columns = sus columnas tienen distinto número de filas
bad-file-declared-length = una longitud que declara es negativa, o va más allá del final del archivo
bad-file-declared-rows = los números de filas que declara se contradicen entre sí
bad-file-declared-size = una de sus partes declara un tamaño mucho mayor que el que puede tener su contenido
bad-file-nested = sus columnas están anidadas en más de { $limit } niveles, o son demasiadas
bad-file-not-arrow = no termina como un archivo Arrow IPC, con `ARROW1`
bad-file-not-parquet = no termina como un archivo Parquet, con `PAR1`
bad-file-no-part = no tiene la parte `{ $part }`
bad-file-no-workbook = no es un libro de una hoja de cálculo
bad-file-order = las celdas de la fila { $row } no están en orden, o están más allá de la última columna de una hoja
bad-file-page = el archivo es una página web u otro texto con etiquetas, y no un libro, diga lo que diga su nombre
bad-file-password = el libro está protegido con una contraseña
bad-file-password-hint = guarde una copia sin la contraseña
bad-file-workbook = el archivo no se puede leer como un libro: { $error }
bad-file-workbook-hint = ábralo en una hoja de cálculo y guárdelo de nuevo, como .xlsx o como CSV
bad-file-gave-up = la lectura se abandonó, porque el archivo está dañado o incompleto ({ $error })

blank-in-number = Un número tiene un espacio en su interior.
    .example = data.csv línea 2, `budget`, entidad `A`: `1 234` tiene un espacio en el interior del número; quite el espacio, o declare `thousands = " "` en `[data.columns."name"]`
blank-in-number-cell = `{ $text }` tiene un espacio en el interior del número
blank-in-number-hint = quite el espacio, o declare `thousands = " "` en `[data.columns."name"]`
thousands-groups-hint = para esta columna se declaró `thousands = "{ $mark }"`, que solo va entre grupos de tres cifras, como en `12{ $mark }345`

blank-rows = Se omiten las filas que no tienen ningún valor.
    .example = data.csv línea 7: se omiten 2 filas sin ningún valor, la primera de ellas aquí
blank-rows-left-out = { $count ->
    [one] se omite una fila sin ningún valor
   *[other] se omiten { $count } filas sin ningún valor, la primera de ellas aquí
}

boolean = En una columna de números hay un valor booleano.
    .example = data.csv línea 2, `served`, entidad `A`: `TRUE` es un valor booleano, no un número; escriba 1 y 0, o declare las respuestas que la columna puede contener
boolean-cell = `{ $text }` es un valor booleano, no un número
boolean-hint = escriba 1 y 0, o declare las respuestas que la columna puede contener

changed-file = Un archivo que se lee más de una vez cambió entre una lectura y otra.
    .example = data.csv: el archivo cambió desde que se leyó por primera vez; repita el comando cuando ningún programa esté escribiendo en él
changed-file-between-passes = el archivo cambió desde que se leyó por primera vez
changed-file-hint = repita el comando cuando ningún programa esté escribiendo en él

control-character = El nombre de una columna, o un código, nombre, grupo o período, contiene un carácter de control.
    .example = data.csv línea 4: un código, nombre, grupo o período de la fila contiene el carácter de control U+0008; quítelo: los caracteres de control no se ven, y otros programas cortan el texto en ellos o los obedecen
control-character-row = un código, nombre, grupo o período de la fila contiene el carácter de control { $character }
control-character-name = el nombre de la columna { $column } contiene el carácter de control { $character }
control-character-hint = quítelo: los caracteres de control no se ven, y otros programas cortan el texto en ellos o los obedecen

currency = Un número tiene un símbolo de moneda.
    .example = data.csv línea 2, `budget`, entidad `A`: `$ 1.200` tiene un símbolo de moneda; escriba solo el número
currency-cell = `{ $text }` tiene un símbolo de moneda

date = En una columna de números hay una fecha.
    .example = data.csv línea 2, `days`, entidad `A`: `23-abr` es una fecha, no un número; es posible que una hoja de cálculo haya convertido en fecha un número como `23.4`: dé formato de texto a la columna, vuelva a escribir el número y exporte la hoja
date-cell = `{ $text }` es una fecha, no un número
date-hint = es posible que una hoja de cálculo haya convertido en fecha un número como `23.4`: dé formato de texto a la columna, vuelva a escribir el número y exporte la hoja

duplicate-entity = Dos filas tienen el mismo código, o el mismo código y período.
    .example = data.csv línea 9, entidad `05001`: entidad repetida `05001`; aparece por primera vez en la línea 3
duplicate-entity-key = entidad repetida `{ $key }`
duplicate-entity-form-hint = cada hoja necesita un código propio
duplicate-entity-line-hint = aparece por primera vez en la línea { $line }
duplicate-entity-row-hint = aparece por primera vez en la fila { $row }

empty-cell = Una celda está vacía, y no se declaró que una celda vacía significa que no hay dato.
    .example = data.csv línea 2, `budget`, entidad `A`: la celda está vacía; si una celda vacía significa que no hay dato, declárelo en `[data]`, así: `missing = [""]`
empty-cell-cell = la celda está vacía
empty-cell-hint = si una celda vacía significa que no hay dato, declárelo en `[data]`, así: `missing = [{ $marks }]`

empty-code-row = la fila no tiene código
empty-code-numbered-row = la fila { $row } no tiene código
empty-code-hint = dele un código a la entidad, elimine la fila, u omítala con `[[data.exclude]]`
empty-code-sheet-hint = dele un código a la entidad, vacíe la fila, u omítala con `--range` o con `[[data.exclude]]`
empty-code-draft = la fila no tiene código, y ninguna otra columna distingue esas filas de las entidades
empty-code-draft-hint = dele un código a la entidad, o elimine la fila

empty-file-no-table = el archivo no contiene ninguna tabla
left-out-end-hint = `ends-before` en `[data]` termina la tabla antes de la línea { $line }
left-out-comments-hint = `comment` en `[data]` omite { $count ->
    [one] la línea { $first }
   *[other] { $count } líneas a partir de la línea { $first }
}
left-out-hints = { $first }; { $second }

empty-period = Una fila no tiene período, aunque los datos tienen una columna de períodos.
    .example = data.csv línea 2, entidad `05001`: la fila no tiene período
empty-period-row = la fila no tiene período

groups = Una entidad que se construye en memoria no tiene un grupo por cada columna de grupos.
    .example = entidad `05001`: la entidad tiene 1 grupo, y hay 2 columnas de grupos
groups-counts = { $found ->
    [one] la entidad tiene 1 grupo
   *[other] la entidad tiene { $found } grupos
}, y { $wanted ->
    [one] hay 1 columna de grupos
   *[other] hay { $wanted } columnas de grupos
}

header-not-first = Se omiten las líneas que están encima del encabezado.
    .example = data.csv línea 1: se omite la línea que está encima del encabezado de la línea 2
header-not-first-lines = { $count ->
    [one] se omite la línea que está encima del encabezado de la línea { $header }
   *[other] se omiten las líneas { $lines }, que están encima del encabezado de la línea { $header }
}

leading-zeros = Dos códigos difieren solo en los ceros iniciales, como si dos programas hubieran escrito una misma entidad.
    .example = data.csv línea 3: hay códigos que difieren solo en los ceros iniciales: `05001` y `5001`; cuentan como entidades distintas
leading-zeros-pairs = hay códigos que difieren solo en los ceros iniciales: { $pairs }
leading-zeros-many-pairs = hay códigos que difieren solo en los ceros iniciales: { $pairs } y { $more } más
leading-zeros-hint = cuentan como entidades distintas

letter-case = Dos códigos difieren solo en las mayúsculas y minúsculas, como si dos personas hubieran escrito una misma entidad.
    .example = data.csv línea 3: hay códigos que difieren solo en las mayúsculas y minúsculas: `BOG` y `bog`; cuentan como entidades distintas
letter-case-pairs = hay códigos que difieren solo en las mayúsculas y minúsculas: { $pairs }
letter-case-many-pairs = hay códigos que difieren solo en las mayúsculas y minúsculas: { $pairs } y { $more } más
letter-case-hint = cuentan como entidades distintas
pair = `{ $one }` y `{ $other }`

length = Una columna que se construye en memoria no tiene una fila por cada entidad.
    .example = `budget`: la columna tiene 3 filas, y hay 4 entidades
length-rows = { $rows ->
    [one] la columna tiene 1 fila
   *[other] la columna tiene { $rows } filas
}, y { $entities ->
    [one] hay 1 entidad
   *[other] hay { $entities } entidades
}

limit-exceeded-file = el archivo es demasiado grande para la memoria, de la que hay { $limit } disponibles
limit-exceeded-nodes = el marco tiene { $found } nodos, y se permiten { $limit }
limit-exceeded-depth = el árbol tiene { $found } niveles debajo del índice, y se permiten { $limit }
limit-exceeded-text = los textos del marco tienen más de { $limit } bytes
limit-exceeded-edits = los marcos difieren en { $count } cambios, y como máximo { $limit } se hacen en todos los órdenes
limit-exceeded-edits-hint = hágalos uno por uno en el orden declarado
limit-exceeded-study = { $runs } corridas de { $entities } entidades son { $found } puntajes del índice, y se permiten { $limit }
limit-exceeded-report = { $entities } entidades con { $nodes } nodos son { $found } puntajes en un informe, y se permiten { $limit }
limit-exceeded-bytes = la tabla tiene más de { $limit } bytes
limit-exceeded-columns = el encabezado tiene { $found } columnas, y se permiten { $limit }
limit-exceeded-rows = la tabla tiene más de { $limit } filas

limit-exceeded-record = una fila tiene más de { $limit } bytes
limit-exceeded-field = una celda tiene más de { $limit } bytes
more-problems-of-code = { $count ->
    [one] 1 problema más con el código `{ $code }` no aparece
   *[other] { $count } problemas más con el código `{ $code }` no aparecen
} en la lista
more-problems-of-code-hint = `--limit problems=N` indica cuántos de cada código se listan

malformed-number = Una celda parece un número, pero no está escrita como tal.
    .example = data.csv línea 2, `budget`, entidad `A`: `12,34,567` no es un número bien escrito; permitido: cifras, un signo decimal seguido de cifras, separadores de miles antes de grupos de tres cifras
malformed-number-cell = `{ $text }` no es un número bien escrito
malformed-number-hint = permitido: cifras, un signo decimal seguido de cifras, separadores de miles antes de grupos de tres cifras

missing-column-code = no existe la columna `{ $column }`, que debería contener los códigos de las entidades
missing-column-code-observed-hint = nómbrela como `code` en `[data]`, o llámela como las oficinas de estadística ({ $names }); { $hint }
missing-column-code-hint = { $hint } (separador: { $separator })
missing-column-draft = ninguna columna distingue a las entidades: ninguna de { $names } está llena y es distinta en cada fila, ni junto con un período
missing-column-draft-hint = agregue una columna con un código para cada entidad, llamada `code` o `codigo`
missing-column-indicator = ninguna columna dice de qué indicador es una fila
missing-column-indicator-hint = nómbrela como `indicator` en `[data.long]`, o escriba el indicador mismo en `single` si la tabla tiene uno solo; el encabezado contiene { $columns }
missing-column-compound = la columna `{ $column }` contiene varias claves a la vez, como en el formato de texto (TSV) de Eurostat
missing-column-compound-hint = descargue la tabla como SDMX-CSV, donde cada clave tiene su columna
missing-column-observed = no existe la columna `{ $column }`, que nombra `[data.long]`
missing-column-value = ninguna columna contiene los valores
missing-column-value-hint = nómbrela como `value` en `[data.long]`; el encabezado contiene { $columns }
missing-column-years = ninguna columna se llama como un año
missing-column-years-hint = los valores están en columnas como `2015` o `2015 [YR2015]`; el encabezado contiene { $columns }
missing-column-period = no existe la columna `{ $column }`, que debería contener los períodos
header-holds = el encabezado contiene { $names }

missing-exclusion-column = La columna según la cual se omiten filas no está en los datos, así que esas filas cuentan.
    .example = data.csv línea 1, `took_part`: no existe la columna `took_part`, así que no se omite ninguna fila por la razón "no participó"; el encabezado contiene `code`, `budget`
missing-exclusion-column-named = no existe la columna `{ $column }`, así que no se omite ninguna fila por la razón "{ $why }"

missing-group = Una columna de grupos no está en los datos, así que no hay puestos según ella.
    .example = data.csv línea 1, `sector`: no existe la columna `sector`, así que no hay grupos según ella; ¿quiso decir `Sector`?
missing-group-column = no existe la columna `{ $column }`, así que no hay grupos según ella

missing-name = La columna con los nombres de las entidades no está en la tabla.
    .example = entities.csv línea 1, `entity`: no existe la columna `entity`, así que las entidades no tienen nombre; el encabezado contiene `code`, `sector`
missing-name-column = no existe la columna `{ $column }`, así que las entidades no tienen nombre

deciding-cell = Una sola celda de una columna decide que todas las demás son miles.
    .example = data.csv línea 12, `rate`, entidad `10`: `4,5` decide por sí sola cómo se leen los números de la columna: a causa de ella, `12.345` en la línea 2 es 12345; declare `decimal = "."` o `decimal = ","` en `[data]`, o en `[data.columns."name"]` para una sola columna
deciding-cell-alone = `{ $text }` decide por sí sola cómo se leen los números de la columna: a causa de ella, `{ $other }` en la línea { $line } es { $value }

mixed-encodings = Una parte del archivo es UTF-8 y otra no.
    .example = data.csv línea 4: el archivo no es UTF-8 en la línea 4, y es UTF-8 en la línea 1, que contiene `ó`; guarde el archivo como UTF-8, o declare `encoding = "windows-1252"` en `[data]` si el archivo está como debe estar
mixed-encodings-file = el archivo no es UTF-8 en la línea { $line }, y es UTF-8 en la línea { $other }, que contiene `{ $sequence }`
mixed-encodings-hint = guarde el archivo como UTF-8, o declare `encoding = "windows-1252"` en `[data]` si el archivo está como debe estar

mixed-names = Una tabla de observaciones nombra una entidad de dos maneras en un período.
    .example = datos.csv línea 7, entidad `COL 2020`: la entidad se llama `Col` aquí y `Colombia` en la línea 3; se toma el primer nombre
mixed-names-row = la entidad se llama `{ $name }` aquí y `{ $first }` en la línea { $line }
mixed-names-row-hint = se toma el primer nombre

mixed-percent = Un número de una hoja no se muestra como porcentaje y es mayor que todos los de su columna que se muestran así.
    .example = datos.xlsx, Hoja1!F9, `share`: 45 no se muestra como porcentaje, y otros 50 números de esta columna sí: lo que se muestra como 12 % se lee como 0.12; muéstrelos todos de la misma manera, o declare `unit = "%"` en `[data.columns."name"]`
mixed-percent-cell = { $other } no se muestra como porcentaje, y { $count ->
    [one] otro número de esta columna sí
   *[other] otros { $count } números de esta columna sí
}: lo que se muestra como { $shown } % se lee como { $value }
mixed-percent-hint = muéstrelos todos de la misma manera, o declare `unit = "%"` en `[data.columns."name"]`

mixed-thousands = Una columna escribe los miles con separador y sin él.
    .example = data.csv línea 3, `budget`, entidad `B`: `2.500` se lee como 2500, y `1234,5` en la línea 2 no tiene separador de miles; declare `decimal = "."` o `decimal = ","` en `[data]`, o en `[data.columns."name"]` para una sola columna
mixed-thousands-cell = `{ $text }` se lee como { $value }, y `{ $other }` en la línea { $line } no tiene separador de miles

begins-like-formula = Un código, un nombre, un grupo o un período empieza como una fórmula de hoja de cálculo, por lo que se le antepone un apóstrofo en los archivos CSV.
    .example = data.csv línea 9, `name`: `=HYPERLINK("http...` empieza como una fórmula de hoja de cálculo; en los archivos CSV se le antepone un apóstrofo, que se quita cuando se lee el archivo
begins-like-formula-cell = `{ $text }` empieza como una fórmula de hoja de cálculo
begins-like-formula-cells = { $more ->
    [one] `{ $text }` empieza como una fórmula de hoja de cálculo, igual que 1 celda más de esta columna
   *[other] `{ $text }` empieza como una fórmula de hoja de cálculo, igual que { $more } celdas más de esta columna
}
begins-like-formula-hint = en los archivos CSV se le antepone un apóstrofo, que se quita cuando se lee el archivo

period-as-number = Los períodos son años que un programa escribió como otros números, y se leen como años.
    .example = data.csv línea 9, `year`: el período `2,021` se lee como `2021`
period-as-number-cell = el período `{ $text }` se lee como `{ $year }`
period-as-number-cells = { $more ->
    [one] el período `{ $text }` se lee como `{ $year }`, y 1 celda más de esta columna se lee de la misma manera
   *[other] el período `{ $text }` se lee como `{ $year }`, y { $more } celdas más de esta columna se leen de la misma manera
}

sparse-period = Un período tiene muchas menos filas que los demás.
    .example = data.csv línea 9: el período `2021` tiene solo 1 fila, y la mitad de los períodos tiene 7 o más
sparse-period-rows = { $count ->
    [one] el período `{ $period }` tiene solo 1 fila, y la mitad de los períodos tiene { $usual } o más
   *[other] el período `{ $period }` tiene solo { $count } filas, y la mitad de los períodos tiene { $usual } o más
}

missing-header = La línea que se declaró como encabezado no existe.
    .example = data.csv: ninguna fila empieza en la línea 40; `header` en `[data]` debe indicar las líneas del encabezado, contadas desde 1
missing-header-line = ninguna fila empieza en la línea { $line }
missing-header-hint = `header` en `[data]` debe indicar las líneas del encabezado, contadas desde 1
missing-header-draft = ninguna línea da nombre a las columnas: la primera línea tan ancha como la tabla contiene números
missing-header-draft-hint = escriba los nombres de las columnas encima de las filas

trailing-fields = Todas las filas tienen más campos que el encabezado, y esos campos no contienen nada.
    .example = data.csv línea 2: las filas tienen más campos que el encabezado; esos campos no contienen nada y se omiten
trailing-fields-left-out = las filas tienen más campos que el encabezado; esos campos no contienen nada y se omiten

mixed-decimals = Una columna tiene números con punto decimal y números con coma decimal.
    .example = data.csv línea 4, `budget`, entidad `C`: `12,5` tiene coma decimal, pero `1.5` en la línea 2 tiene punto decimal; escriba toda la columna con un mismo signo decimal
mixed-decimals-comma = `{ $comma }` tiene coma decimal, pero `{ $point }` en la línea { $line } tiene punto decimal
mixed-decimals-point = `{ $point }` tiene punto decimal, pero `{ $comma }` en la línea { $line } tiene coma decimal
mixed-decimals-hint = escriba toda la columna con un mismo signo decimal

no-rows = La tabla no tiene filas, o todas las filas se omiten.
    .example = data.csv: la tabla no tiene filas
no-rows-below-header = la tabla no tiene filas
no-rows-known-indicator = ninguna fila es de un indicador que se pide; la tabla tiene { $indicators }
no-rows-observed = no se lee ninguna fila
no-rows-all-left-out = todas las filas se omiten: { $reasons }
no-rows-import = la hoja no contiene ningún indicador con datos
no-rows-import-hint = los códigos de los indicadores y sus datos deben estar donde los tiene la herramienta
no-rows-draft = una tabla de { $count ->
    [one] 1 fila
   *[other] { $count } filas
} no muestra ninguna escala
no-rows-draft-hint = se necesitan al menos dos entidades

not-a-number = Una celda no es un número, y no se declaró que significa que no hay dato.
    .example = data.csv línea 2, `budget`, entidad `A`: `ND` no es un número; si significa que no hay dato, declárelo en `[data]`, así: `missing = ["", "ND"]`; si representa un número, declárelo en `[data.columns."name"]`, así: `values = {"{"} "ND" = 0 {"}"}`
not-a-number-rank = `{ $text }` no es un puesto
not-a-number-rank-hint = un puesto es un número como `3`, o `=3` en caso de empate; una celda sin cifras significa que no hay puesto
not-a-number-cell = `{ $text }` no es un número
not-a-number-unusual = `{ $text }` contiene caracteres inusuales ({ $characters }), y por eso no es un número
second-header-hint = { $hint }; si la fila es una segunda línea del encabezado, declare `header = [{ $header }, { $first }]` en `[data]`, u omita la fila con `[[data.exclude]]`
number-alone-hint = escriba solo el número
flag-hint = escriba solo el número, o declare en `[data.columns."name"]` qué puede ir después de los números de la columna, así: `flags = ["{ $flag }"]`
missing-mark-hint = si significa que no hay dato, declárelo en `[data]`, así: `missing = [{ $marks }]`
missing-mark-or-value-hint = si significa que no hay dato, declárelo en `[data]`, así: `missing = [{ $marks }]`; si representa un número, declárelo en `[data.columns."name"]`, así: `values = {"{"} { $text } = 0 {"}"}`

not-finite-cell = `{ $text }` no es un número finito
not-finite-too-large = `{ $text }` es demasiado grande para almacenarse
not-finite-too-large-hint = los números llegan hasta { $largest }

not-in-register = Hay códigos de los datos que no están en el registro.
    .example = entities.csv: 1 código de los datos no está en el registro: `bog`; difieren de códigos del registro solo en las mayúsculas y minúsculas: `bog` puede ser `BOG`
not-in-register-codes = { $count ->
    [one] 1 código de los datos no está en el registro: { $codes }
   *[other] { $count } códigos de los datos no están en el registro: { $codes }
}
may-be = `{ $code }` puede ser `{ $meant }`
not-in-register-case-hint = difieren de códigos del registro solo en las mayúsculas y minúsculas: { $pairs }

not-numbers = Una celda de una tabla de datos no contiene ni un número ni texto.
    .example = data.parquet línea 1, `founded`, entidad `A`: la celda es de tipo `date`; debe contener un número o texto
not-numbers-cell = la celda es de tipo `{ $kind }`
not-numbers-hint = debe contener un número o texto

not-text = El archivo no es una tabla de texto.
    .example = data.xlsx: el archivo parece un libro de Excel (.xlsx) y no una tabla de texto; guarde la hoja como CSV UTF-8
not-text-nul = el archivo contiene bytes NUL, así que no es una tabla de texto
not-text-nul-hint = si viene de Excel, guarde la hoja como CSV UTF-8
not-text-xlsx = el archivo parece un libro de Excel (.xlsx) y no una tabla de texto
not-text-xls = el archivo parece un libro antiguo de Excel (.xls) y no una tabla de texto
not-text-zip = el archivo es un archivo comprimido zip, no una tabla de texto
not-text-zip-hint = descomprímalo e indique el archivo CSV que contiene
not-text-workbook-hint = guarde la hoja como CSV UTF-8
not-text-parquet = el archivo parece un archivo Parquet y no una tabla de texto
not-text-parquet-hint = léalo como Parquet, o expórtelo como CSV

comment-lines = Hay líneas de la tabla que son comentarios según lo declarado, y se omiten.
    .example = data.csv línea 3: 2 líneas son comentarios, como lo declara `comment`, y se omiten
comment-lines-left-out = { $count ->
    [one] esta línea es un comentario, como lo declara `comment`, y se omite
   *[other] { $count } líneas son comentarios, como lo declara `comment`, y se omiten
}

note = Una línea debajo de la tabla se trata como una nota y se omite.
    .example = data.csv línea 140: `Source: DNP`, debajo de la tabla, se trata como una nota y se omite
note-declared-end = esta línea empieza como lo declara `ends-before`; se omiten esta línea y todo lo que sigue
note-left-out = `{ $text }`, debajo de la tabla, se trata como una nota y se omite

open-quote = Unas comillas no se cierran, o hay texto después de las comillas que cierran una celda.
    .example = data.csv línea 3: las comillas antes de `1` no se cierran, así que nada de aquí en adelante se puede leer; cierre las comillas, o escriba dos veces las comillas que van dentro de una celda entre comillas
open-quote-not-closed = las comillas antes de `{ $text }` no se cierran, así que nada de aquí en adelante se puede leer
open-quote-not-closed-hint = cierre las comillas, o escriba dos veces las comillas que van dentro de una celda entre comillas
open-quote-text-behind = hay texto después del cierre de las comillas que están antes de `{ $text }`, así que nada de aquí en adelante se lee
open-quote-text-behind-hint = termine la celda con las comillas; escriba dos veces las comillas que van dentro de una celda entre comillas

out-of-range = Un número está fuera del rango declarado para su columna.
    .example = data.csv línea 2, `share`, entidad `A`: `100,5` es mayor que 100; permitido: de 0 a 100
out-of-range-low = `{ $text }` es menor que { $bound }
out-of-range-high = `{ $text }` es mayor que { $bound }
out-of-range-draw = el factor `{ $factor }` sortea `{ $value }`, más allá de `{ $end }`
out-of-range-filled-high = `{ $method }` llena el vacío con `{ $value }`, mayor que { $bound }
out-of-range-filled-hint = indique en `range` qué se debe hacer: `beyond = "clip"` toma el extremo más cercano, `beyond = "warn"` conserva el valor
out-of-range-filled-low = `{ $method }` llena el vacío con `{ $value }`, menor que { $bound }
out-of-range-both-hint = permitido: de { $low } a { $high }
out-of-range-low-hint = permitido: al menos { $low }
out-of-range-high-hint = permitido: como máximo { $high }

parentheses = Un número está entre paréntesis.
    .example = data.csv línea 2, `balance`, entidad `A`: `(12.5)` está entre paréntesis; escriba los números negativos con el signo menos
parentheses-cell = `{ $text }` está entre paréntesis
parentheses-hint = escriba los números negativos con el signo menos

percent = Un número tiene un signo de porcentaje.
    .example = data.csv línea 2, `share`, entidad `A`: `12.5%` tiene un signo de porcentaje; escriba solo el número, o declare `unit = "%"` en `[data.columns."name"]`
percent-hint = escriba solo el número, o declare `unit = "%"` en `[data.columns."name"]`
percent-cell = `{ $text }` tiene un signo de porcentaje

phrase-as-code = El último código es una frase que no se parece a ninguno de los demás, como si una nota se leyera como una entidad.
    .example = data.csv línea 140: el último código, `Source: DNP`, es una frase que no se parece a ninguno de los demás; se lee como una entidad; si la fila es una nota, elimínela o póngala entre comillas
phrase-as-code-last = el último código, `{ $text }`, es una frase que no se parece a ninguno de los demás
phrase-as-code-hint = se lee como una entidad; si la fila es una nota, elimínela o póngala entre comillas

ragged-row = Una fila no tiene tantos campos como el encabezado.
    .example = data.csv línea 2, entidad `A`: la fila tiene 3 campos, y el encabezado tiene 2; una celda que contiene el separador (`,`) debe ir entre comillas
ragged-row-fields = { $found ->
    [one] la fila tiene 1 campo, y el encabezado tiene { $wanted }
   *[other] la fila tiene { $found } campos, y el encabezado tiene { $wanted }
}
ragged-row-note-hint = si es una nota debajo de la tabla, elimínela o póngala entre comillas
ragged-row-comment-hint = si las líneas que empiezan con `#` son comentarios, declare `comment = "#"` en `[data]`
ragged-row-end-hint = agregue los separadores que faltan ({ $separator }); o, si la tabla termina encima de esta fila, declare `ends-before = "{ $begin }"` en `[data]`
ragged-row-long-hint = una celda que contiene el separador ({ $separator }) debe ir entre comillas
ragged-row-short-hint = agregue los separadores que faltan ({ $separator }), o una la fila si un salto de línea la divide

repeated-column = Dos columnas que no se necesitan tienen el mismo nombre.
    .example = data.csv línea 1, `remark`: `remark` es el nombre de las columnas 2 y 4
repeated-column-name = `{ $name }` es el nombre de las columnas { $first } y { $second }

duplicate-column-name = `{ $name }` es el nombre de las columnas { $first } y { $second }
duplicate-column-hint = cambie el nombre de una de ellas o elimínela
duplicate-column-given = la columna se da dos veces

spreadsheet-error = Una celda contiene un valor de error de una hoja de cálculo.
    .example = data.csv línea 2, `share`, entidad `A`: `#DIV/0!` es un valor de error de una hoja de cálculo; corrija la fórmula, o deje la celda vacía
spreadsheet-error-cell = `{ $text }` es un valor de error de una hoja de cálculo
spreadsheet-error-hint = corrija la fórmula, o deje la celda vacía

total-row = Una fila parece de totales o de medias, y se lee como una entidad.
    .example = data.csv línea 140: `Total` parece una fila de totales; se lee como una entidad; elimine la fila, u omítala con `[[data.exclude]]`
total-row-named = `{ $text }` parece una fila de totales
total-row-comment = el código `{ $text }` parece un comentario, que `comment = "#"` en `[data]` omite
total-row-heading = el código `{ $text }` parece el encabezado de una nota
total-row-sum = `{ $text }` es la suma de todas las demás filas en cada columna en la que tiene un valor
total-row-mean = `{ $text }` es la media de todas las demás filas en cada columna en la que tiene un valor
total-row-sum-of-period = `{ $text }` es la suma de todas las demás filas de su período en cada columna en la que tiene un valor
total-row-mean-of-period = `{ $text }` es la media de todas las demás filas de su período en cada columna en la que tiene un valor
total-row-odd-codes = el código `{ $text }` es uno de los únicos { $count } que no están formados por cifras
total-row-odd-code = el código `{ $text }` es el único que no está formado por cifras
total-row-hint = se lee como una entidad; elimine la fila, u omítala con `[[data.exclude]]`

touched-code = Hay códigos que parecen números escritos por una hoja de cálculo.
    .example = data.csv línea 2: el código `5,001` parece un número escrito por una hoja de cálculo; se lee tal como está; dé formato de texto a la columna y vuelva a escribir los códigos, o indique un registro con `--entities` para ver qué códigos pueden ser
touched-code-zeros = { $count ->
    [one] `{ $text }` es más corto que los códigos que empiezan por cero, que tienen todos { $digits } dígitos
   *[other] { $count } códigos, como `{ $text }`, son más cortos que los que empiezan por cero, que tienen todos { $digits } dígitos
}
touched-code-zeros-hint = es posible que una hoja de cálculo los haya tomado por números; escriba los códigos como texto, o declare `width = { $digits }` en `[data]`
touched-code-one = el código `{ $text }` parece un número escrito por una hoja de cálculo
touched-code-more = { $more ->
    [one] el código `{ $text }` parece un número escrito por una hoja de cálculo, igual que 1 código más
   *[other] el código `{ $text }` parece un número escrito por una hoja de cálculo, igual que { $more } códigos más
}
touched-code-hint = se lee tal como está; dé formato de texto a la columna y vuelva a escribir los códigos, o indique un registro con `--entities` para ver qué códigos pueden ser

two-decimal-marks = Unas columnas están escritas con punto decimal y otras con coma decimal.
    .example = data.csv línea 1: las columnas difieren en su signo decimal: punto en `y`; coma en `x`; si ambos son intencionales, declare `decimal` para esas columnas
two-decimal-marks-columns = las columnas difieren en su signo decimal: punto en { $point }; coma en { $comma }
two-decimal-marks-hint = si ambos son intencionales, declare `decimal` para esas columnas

unknown-answer = Una celda no es una de las respuestas declaradas para su columna.
    .example = data.csv línea 2, `served`, entidad `A`: `yes` no es una de las respuestas de esta columna; permitido: `No`, `Yes`
unknown-answer-cell = `{ $text }` no es una de las respuestas de esta columna
allowed-words-and-more = permitido: { $words } y { $more } más

unknown-sheet = Un libro no tiene la hoja que se pide, o nadie dice cuál de varias es.
    .example = datos.xlsx: no existe la hoja `Datos`; las hojas son `Portada`, `Respuestas`
unknown-sheet-asked = no existe la hoja `{ $sheet }`
unknown-sheet-hint = las hojas son { $sheets }
unknown-sheet-none = el libro no tiene ninguna hoja con celdas
unknown-sheet-none-fits = ninguna hoja tiene un encabezado con la columna `{ $column }`, que debe contener los códigos de las entidades
unknown-sheet-several = varias hojas corresponden igual de bien: { $sheets }
unknown-sheet-data-hint = elija una con --sheet, o declare `sheet` en `[data]`
unknown-sheet-published-hint = elija una con --published-sheet
unknown-sheet-other-hint = guarde en un archivo aparte la hoja que corresponde
unknown-sheet-and-hint = { $hint }; { $more }

unnamed-column = Una columna contiene datos y no tiene nombre; no se lee.
    .example = data.csv línea 3: la columna 4 no tiene nombre, pero contiene datos como `7`; no se lee
unnamed-column-with-data = la columna { $column } no tiene nombre, pero contiene datos como `{ $text }`; no se lee

unread-of-form = Un libro con formularios contiene algo que no se lee: una hoja que no es un formulario, o una celda junto a las columnas de un formulario.
    .example = datos.xlsx, 'Entidad 1'!E9: una celda está fuera de las columnas del formulario y no se lee
unread-of-form-cells = { $count ->
    [one] una celda está fuera de las columnas del formulario y no se lee
   *[other] { $count } celdas están fuera de las columnas del formulario y no se leen; la primera es esta
}
unread-of-form-sheet = la hoja no es un formulario y no se lee

unreadable = Un archivo no se puede leer.
    .example = data.csv: el archivo no se puede leer: permiso denegado
unreadable-file = el archivo no se puede leer: { $error }
unreadable-observations = no se puede escribir o leer el archivo temporal de las observaciones: { $error }

unused-cell = Una celda no es un número que su columna permita, en una fila de un período distinto del que se pidió; nada la usa.
    .example = data.csv línea 2, `budget`, entidad `A 2018`: `abc` no es un número; nada de lo que se pidió para `2019` usa las filas de `2018`, y la celda cuenta como vacía
unused-cell-of = { $what }; nada de lo que se pidió para `{ $asked }` usa las filas de `{ $period }`, y la celda cuenta como vacía
period-link-base = `base` en `[data]`
period-link-rolling-base = `rolling-base` en `[data]`
period-link-node = las reglas de `{ $code }` y la muestra a la que se ajustan
period-link-screen = `[screen.indicators]`
period-link-uncertainty = un factor en `[uncertainty]`
cell-of-linked-period = { $what } (las filas de `{ $period }` también cuentan para `{ $asked }`, a causa de { $why })

unusual-characters = Un nombre, un código, un grupo o un período está escrito con caracteres inusuales, como un espacio de no separación o una tilde separada de su letra, y se lee con los usuales.
    .example = data.csv línea 1, `población`: el nombre `población` contiene caracteres inusuales en el archivo (U+0301), y se lee con los usuales
unusual-characters-cell = `{ $normal }` contiene caracteres inusuales en el archivo ({ $characters }), y se lee con los usuales
unusual-characters-cells = { $more ->
    [one] `{ $normal }` contiene caracteres inusuales en el archivo ({ $characters }), y se lee con los usuales; 1 celda más de esta columna está escrita así
   *[other] `{ $normal }` contiene caracteres inusuales en el archivo ({ $characters }), y se lee con los usuales; { $more } celdas más de esta columna están escritas así
}
unusual-characters-name = el nombre `{ $text }` contiene caracteres inusuales en el archivo ({ $characters }), y se lee con los usuales
unusual-characters-hint = en la línea { $line } contiene caracteres inusuales ({ $characters })
unusual-characters-repeat = { $first }; { $seen }

wrong-decimal = Un número no está escrito con el signo decimal declarado.
    .example = data.csv línea 2, `budget`, entidad `A`: `1.5` no es un número con coma decimal; para esta columna se declaró `decimal = ","`
wrong-decimal-point = `{ $text }` no es un número con punto decimal
wrong-decimal-comma = `{ $text }` no es un número con coma decimal
wrong-decimal-hint = para esta columna se declaró `decimal = "{ $mark }"`
wrong-decimal-by-thousands-hint = para esta columna se declaró `thousands = "{ $mark }"`, de modo que su signo decimal es `{ $decimal }`; un separador de miles va antes de tres cifras

### Cómo resultó estar escrita una tabla

absent-by-flag = Faltan valores de una tabla de observaciones, y su marca dice por qué.
    .example = data.csv línea 8, `OBS_VALUE`, entidad `COL 2019`: 3 valores con la marca `Q` no están: suprimido
absent-by-flag-alone = { $count ->
    [one] un valor con la marca `{ $flag }` no está
   *[other] { $count } valores con la marca `{ $flag }` no están
}
absent-by-flag-why = { $count ->
    [one] un valor con la marca `{ $flag }` no está: { $why }
   *[other] { $count } valores con la marca `{ $flag }` no están: { $why }
}
flag-break = ruptura de la serie
flag-cannot-exist = no puede haber datos
flag-estimated = estimado
flag-forecast = pronóstico
flag-holiday = festivo o fin de semana
flag-imputed = imputado
flag-missing = sin dato
flag-not-collected = los datos existen, pero no se recogieron
flag-provisional = provisional
flag-suppressed = suprimido
flag-unreliable = poco confiable

duplicate-observation = Una tabla de observaciones tiene dos valores de un indicador para la misma entidad y el mismo período.
    .example = data.csv línea 9, `OBS_VALUE`, entidad `COL 2019`: segundo valor de `literacy`; el primero está en la línea 3; si una columna distingue los dos, nómbrela en `indicator`, o conserve uno de sus valores con `[[data.long.only]]`: `SEX`, `AGE`
duplicate-observation-row = segundo valor de `{ $indicator }`; el primero está en la línea { $line }
duplicate-observation-columns-hint = si una columna distingue los dos, nómbrela en `indicator`, o conserve uno de sus valores con `[[data.long.only]]`: { $columns }
duplicate-observation-row-hint = elimine una de las dos filas

empty-indicator = Una observación no dice de qué indicador es.
    .example = data.csv línea 7, `INDICATOR`, entidad `COL 2019`: la fila no nombra ningún indicador
empty-indicator-row = la fila no nombra ningún indicador

flagged-value = Un valor tiene una marca que dice que no hay valor.
    .example = data.csv línea 8, `OBS_VALUE`, entidad `COL 2019`: el valor `5.2` tiene la marca `Q` (suprimido); corrija uno de los dos, o declare que esos valores no están, con `[data.long.flags]` y `Q = {"{"} why = "..." {"}"}`
flagged-value-cell = el valor `{ $text }` tiene la marca `{ $flag }` ({ $why })
flagged-value-hint = corrija uno de los dos, o declare que esos valores no están, con `[data.long.flags]` y `{ $flag } = {"{"} why = "..." {"}"}`

mixed-groups = Las observaciones de una entidad en un período nombran grupos distintos.
    .example = data.csv línea 9, `region`, entidad `COL 2019`: el grupo es `Andina`, y en la línea 3 es `Caribe`
mixed-groups-row = el grupo es { $group }, y en la línea { $line } es { $first }

mixed-units = Los valores de un indicador tienen unidades distintas.
    .example = data.csv línea 9, `OBS_VALUE`, entidad `COL 2019`: el valor de `spending` tiene la unidad `USD`, y en la línea 3 es `COP`; conserve las filas de una unidad con `[[data.long.only]]`, o nombre la columna de la unidad en `indicator`
mixed-units-cell = el valor de `{ $indicator }` tiene la unidad { $unit }, y en la línea { $line } es { $first }
mixed-units-hint = conserve las filas de una unidad con `[[data.long.only]]`, o nombre la columna de la unidad en `indicator`
unit-named = `{ $unit }`
unit-none = ninguna

observation-flags = Hay valores de una tabla de observaciones con marcas, y se leen tal como están.
    .example = data.csv línea 4, `OBS_VALUE`, entidad `COL 2019`: 12 valores con la marca `E` se leen tal como están: estimado
observation-flags-alone = { $count ->
    [one] un valor con la marca `{ $flag }` se lee tal como está
   *[other] { $count } valores con la marca `{ $flag }` se leen tal como están
}
observation-flags-why = { $count ->
    [one] un valor con la marca `{ $flag }` se lee tal como está: { $why }
   *[other] { $count } valores con la marca `{ $flag }` se leen tal como están: { $why }
}

observations-in-blocks = Se pidió por bloques de filas una tabla de observaciones.
    .example = data.csv línea 1: las filas son observaciones, de las que una entidad tiene varias; una tabla así se mantiene en memoria, con `read_csv` y similares
observations-in-blocks-table = las filas son observaciones, de las que una entidad tiene varias; una tabla así se mantiene en memoria, con `read_csv` y similares

observed-columns = Las columnas de las observaciones se encontraron por su nombre.
    .example = data.csv línea 1: se encontraron por su nombre: entidad en `REF_AREA`, período en `TIME_PERIOD`, valor en `OBS_VALUE`
observed-columns-found = se encontraron por su nombre: { $parts }
observed-columns-unread = { $count ->
    [one] la columna { $columns } no se lee; si las observaciones se distinguen por ella, conserve las filas de uno de sus valores (`only` en `[data.long]`) o inclúyala en el indicador
   *[other] las columnas { $columns } no se leen; si las observaciones se distinguen por alguna, conserve las filas de uno de sus valores (`only` en `[data.long]`) o inclúyala en el indicador
}
observed-entity = entidad en `{ $column }`
observed-flag = marca en `{ $column }`
observed-indicator = indicador en `{ $column }`
observed-name = nombre en `{ $column }`
observed-period = período en `{ $column }`
observed-unit = unidad en `{ $column }`
observed-value = valor en `{ $column }`

passed-rows = Hay filas de una tabla de observaciones que no se leen, porque así lo pide el marco o porque no contienen nada.
    .example = data.csv: 240 filas no se leen, por sus celdas en `SEX`
passed-rows-only = { $count ->
    [one] una fila no se lee, por sus celdas en { $columns }
   *[other] { $count } filas no se leen, por sus celdas en { $columns }
}
passed-rows-without-years = { $count ->
    [one] la fila no tiene valor en ningún año; sin otra fila, su entidad no está en la tabla
   *[other] { $count } filas no tienen valor en ningún año, y esta es la primera; sin otras filas, sus entidades no están en la tabla
}

cell-of-indicator = { $what }, como valor de `{ $indicator }`

dialect = { $parts }
dialect-observations = { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
} de { $count ->
    [one] 1 observación
   *[other] { $count } observaciones
}
dialect-forms = { $count ->
    [one] { $format }, 1 hoja que es un formulario
   *[other] { $format }, { $count } hojas que son formularios
}
dialect-encoding = { $encoding }
dialect-encoding-with-mark = { $encoding } con BOM
dialect-separator = separador { $separator }
separator-tab = tabulador
separator-declared = como se declaró
dialect-whole-numbers = números enteros
dialect-decimal-point = punto decimal
dialect-decimal-comma = coma decimal
dialect-both-decimals = { $point ->
    [one] punto decimal en 1 columna, coma decimal en { $comma }
   *[other] punto decimal en { $point } columnas, coma decimal en { $comma }
}
dialect-columnar = { $count ->
    [one] { $format }, 1 fila
   *[other] { $format }, { $count } filas
}
dialect-sheet = { $format }, hoja `{ $sheet }`
dialect-sheet-decimals = textos que son números con { $decimals }
dialect-sheet-header = encabezado en la fila { $row }
dialect-sheet-notes = { $count ->
    [one] se omitió 1 nota en la fila { $row }
   *[other] se omitieron { $count } notas desde la fila { $row }
}
dialect-header = encabezado en la línea { $line }
dialect-notes = { $count ->
    [one] nota de la línea { $line } omitida
   *[other] { $count } notas omitidas a partir de la línea { $line }
}

## What changed

change-came = { $node } solo tiene puntaje en la edición posterior
change-causes = por causa: { $causes }
change-edits = los cambios del marco, en el orden en que se hicieron
change-edits-over-all = los cambios del marco; lo que hizo cada uno es la media de todos los órdenes en que se pueden hacer
change-fell = { $node } bajó de { $before } a { $after }: { $moved } puntos menos
change-files = se escribieron los cambios de { $entities ->
    [one] 1 entidad
   *[other] { $entities } entidades
} y { $count ->
    [one] 1 parte de ellos
   *[other] { $count } partes de ellos
}
change-further-parts = { $count ->
    [one] 1 parte más
   *[other] { $count } partes más
}
change-head = { $node }: { $both ->
    [one] 1 entidad con puntaje en ambas ediciones
   *[other] { $both } entidades con puntaje en ambas ediciones
}, { $came } solo en la posterior, { $left } solo en la anterior
change-in-neither = { $node } no tiene puntaje en ninguna de las dos ediciones
change-left = { $node } solo tiene puntaje en la edición anterior
change-legend = datos: sus propias mediciones; vacíos: valores medidos en una sola edición; escala: lo que se ajustó a la muestra (límites, medias, pesos según los puntajes, y lo que llena un valor en ambas ediciones). Estas partes suman el cambio. Los puestos llevan un más cuando se ganaron.
register-without-data = { $count ->
    [one] 1 entidad de { $file } no está en los datos: { $entities }
   *[other] { $count } entidades de { $file } no están en los datos: { $entities }
}
change-backwards = el período `{ $from }` no es anterior a `{ $to }`, así que nada cambió del uno al otro; indique uno anterior con --since
change-no-period-before = ningún período es anterior a `{ $period }`; indique uno con --since
change-of-editions = { $entity }
change-of-periods = { $entity }, de { $before } a { $after }
change-one-edition = solo hay una edición: indique un segundo archivo, un segundo marco con --framework-after, o datos con varios períodos
change-points-of = { $cause } { $points }
change-rank-gained = { $count ->
    [one] ganó 1 puesto: del { $from } al { $to }
   *[other] ganó { $places } puestos: del { $from } al { $to }
}
change-rank-kept = conservó el puesto { $to }
change-rank-lost = { $count ->
    [one] perdió 1 puesto: del { $from } al { $to }
   *[other] perdió { $places } puestos: del { $from } al { $to }
}
change-rose = { $node } subió de { $before } a { $after }: { $moved } puntos más
change-stayed = { $node } es { $after }, como antes
change-still = { $words }; con su puntaje anterior estaría ahora en el puesto { $rank }
change-title = { $title }: de { $before } a { $after }
change-why-rank = por qué cambió su puesto, en puestos; un más es un puesto ganado
change-why-score = por qué cambió { $node }, en puntos de { $node }; las líneas suman el cambio
against-above = { $name } está por encima de { $other }: { $node } { $own } frente a { $theirs }, { $moved } puntos más
against-below = { $name } está por debajo de { $other }: { $node } { $own } frente a { $theirs }, { $moved } puntos menos
against-equal = { $name } y { $other } tienen el mismo puntaje: { $node } { $own }
against-legend = valor y puntaje: los de la otra entidad y luego los propios
against-no-score = `{ $name }` no tiene puntaje de { $node }, así que no hay nada que comparar; `icip explain` de esa entidad sola dice qué falta
against-ranks = puesto { $own } frente al puesto { $theirs }
against-why = de dónde viene la diferencia, en puntos de { $node }; las líneas la suman
cause-comparison = comparación de las entidades
cause-data = sus datos
cause-gap = vacío
cause-method = método
cause-rounding = redondeo
cause-scale = escala
edits-together = juntos: { $edits }
places-comparison = comparación de las entidades
places-data = los datos, los propios y los de las demás
places-gap = vacíos que se llenaron o se abrieron
places-members = entidades que llegaron o salieron
places-method = cambios del marco
places-rounding = redondeo
places-scale = la escala

## Targets

light-green = verde
light-orange = naranja
light-red = rojo
light-yellow = amarillo
lookup-no-target = ningún nodo `{ $code }` tiene una meta
rule-germany = regla `germany`: la media de los últimos cinco cambios anuales (al menos tres) se prolonga hasta el período de la meta; si falta menos del 5 % de lo que queda, va bien encaminada; si falta como máximo el 20 %, mejora moderadamente; si falta más, está estancada; en la dirección contraria, retrocede (Estrategia Alemana de Desarrollo Sostenible)
rule-open-sdg = regla `open-sdg`: la tasa de crecimiento desde la línea base sobre la tasa necesaria; desde 95 % va bien encaminada, desde 60 % mejora moderadamente, desde 0 está estancada, por debajo retrocede (Statistics Canada, Open SDG)
rule-sdg-index = regla `sdg-index`: el cambio medio de los últimos cuatro períodos (al menos tres) sobre el cambio necesario en cada uno; desde 1 va bien encaminada, desde 0,5 mejora moderadamente, desde 0 está estancada, por debajo retrocede (Sustainable Development Report)
target-achieved = alcanzada
target-baseline-is-goal = la línea base es la meta, que no se cumple
target-falling-back = retrocede
target-fell-behind = la línea base cumplía la meta, y el último valor no
target-improving = mejora moderadamente
target-missed = incumplida
target-needs-positive = en camino; la regla exige valores mayores que 0
target-needs-recent = en camino; sin valor de 3 o 4 períodos antes
target-needs-years = en camino; la regla exige cuatro años seguidos
target-no-baseline = ningún valor desde la línea base
target-no-data = ningún valor
target-no-later-value = ningún valor posterior a la línea base
target-on-track = bien encaminada
target-stagnating = estancada
target-summary-since = { $words }. Los valores anteriores a { $period } no cuentan, porque se midieron o calcularon de otra manera
target-title = { $node } { $name }: { $goal } para { $period }
usage-no-targets = el marco `{ $framework }` no tiene metas; dé a los nodos una `target`, por ejemplo con las columnas `target.baseline` y `target.goal` de structure.csv
run-no-record = la carpeta `{ $folder }` no contiene run.json, así que no es el resultado de una ejecución; indique un archivo de datos o una carpeta escrita por `icip score -o`
run-unreadable = el registro de la ejecución en `{ $folder }` no se puede leer: { $error }
run-no-input = el registro de la ejecución en `{ $folder }` no nombra ningún archivo como `{ $role }`
run-other-file = `{ $file }` ya no es el archivo de la ejecución en `{ $folder }`
run-other-file-hint = ejecute `icip score` otra vez, o compare los archivos de datos
run-own-framework = una ejecución tiene su propio marco; omita --framework y --framework-after, o compare los archivos de datos
run-other-successors = las dos ejecuciones se hicieron con tablas de sucesores distintas; indique una con --successors

## Trends

trend-breaks = los valores anteriores a { $period } no se usan, porque se midieron o calcularon de otra manera
trend-convergence-beta = convergencia beta en { $entities } entidades: coeficiente { $coefficient } del logaritmo del primer valor, R² { $r2 }; { $words }
trend-beta-closes = la mitad de una brecha se cierra en { $periods } períodos
trend-beta-alike = todas crecen igual
trend-beta-opens = las que están atrás no crecen más rápido
trend-sigma = dispersión (coeficiente de variación): { $first } en { $from }, { $last } en { $to }; { $words }
trend-sigma-apart = según la recta de todos los períodos aumenta { $slope } por período: las entidades se alejan entre sí
trend-sigma-nearer = según la recta de todos los períodos cambia { $slope } por período: las entidades se acercan entre sí
trend-sigma-short = muy pocos períodos para una línea
trend-sigma-still = según la recta de todos los períodos no cambia
trend-mobility = puestos de { $from } a { $to }: { $entities ->
    [one] 1 entidad
   *[other] { $entities } entidades
}, correlación de los puestos { $rho }, desplazamiento medio { $shift } puestos
trend-transitions = de cada cuarto del ranking (filas, el mejor primero) a cada cuarto
trend-unbalanced = { $count ->
    [one] a 1 entidad le falta un valor en algún período
   *[other] a { $count } entidades les falta un valor en algún período
}
trend-rising = sube
trend-falling = baja
trend-unclear = sin tendencia clara
trend-legend = pendiente: el cambio mediano por período (Theil-Sen) con su intervalo de 95 %; p: prueba de Mann y Kendall; volatilidad: desviación estándar de los cambios. La dirección es la de la prueba al 5 %.
trend-legend-few = La prueba es aproximada con menos de ocho valores, y con cuatro o menos no puede encontrar una tendencia.
trend-judged = situación, sin meta: según la tasa de crecimiento en la dirección deseada, desde 1,5 % va bien encaminada, desde 0,5 % mejora moderadamente, desde 0 está estancada, por debajo retrocede (Statistics Canada, Open SDG; sin su ajuste cerca de límites naturales)
trend-linked = puntajes encadenados: cada serie se mueve solo por los datos de la entidad; no cuenta lo que hicieron las escalas de un período a otro, lo que llenó vacíos con la muestra ni lo que compara las entidades entre sí
trend-link = de { $from } a { $to }: { $factor } puntos en promedio en { $entities ->
    [one] 1 entidad
   *[other] { $entities } entidades
}
trend-summary = suben: { $rising }; bajan: { $falling }; sin tendencia clara: { $unclear }
trend-title = { $title }: { $node } { $name }, de { $from } a { $to }
usage-linked-index = --linked trata solo del índice; quite --node
usage-linked-compares = los puntajes de `{ $node }` comparan las entidades entre sí: ninguna parte de un cambio es de una sola entidad, y no hay nada que encadenar; quite --linked, o mire lo que halla `icip change`
usage-one-period = { $count ->
    [0] los datos no tienen períodos
    [one] los datos tienen 1 período
   *[other] los datos tienen { $count } períodos
}, y una tendencia necesita al menos tres

## Cost and effect

cost-result-less = de `{ $code }` es mejor tener menos (`direction = -1`), así que no es algo que se obtenga con un costo; indique una hoja de la que más sea mejor
cost-legend = costo por resultado: el costo de una unidad; cambio: desde el período anterior en que se conoce, pero nunca a través de una ruptura declarada; menor que 0 si es más barato; frontera: la parte de lo que obtienen las mejores del período con el mismo costo, con los pesos de los resultados que más favorecen a la entidad
cost-below-zero = un resultado menor que 0
cost-no-cost = el costo no es mayor que 0
cost-no-result = ningún resultado
cost-no-value = costo o resultado sin medir
lookup-no-leaf = ninguna hoja `{ $code }` se mide en los datos

## Ages

ages-legend = el número de períodos desde la última medición: 0 es una del período que se mira, y una raya es ninguna; un valor que llena un vacío no es una medición. Primero van las que tienen más rayas; la edad media es la de lo que se midió

## Edits of a framework

edit-added = { $nodes }: en el índice
edit-aggregate = otra agregación de { $nodes }
edit-denominate = otra división de { $nodes }
edit-impute = otra imputación de { $nodes }
edit-left-out = { $nodes }: fuera del índice
edit-missing = otra regla para lo ausente en { $nodes }
edit-moved = { $nodes }: bajo otros padres
edit-normalise = otra normalización de { $nodes }
edit-range = otro rango de { $nodes }
edit-rank = otra forma de asignar los puestos
edit-rescale = otra normalización tras la agregación de { $nodes }
edit-round = otro redondeo de { $nodes }
edit-sample = otras muestras u otro período base
edit-treat = otro tratamiento de { $nodes }
edit-weights = otros pesos debajo de { $nodes }

## El programa

all-runs-failed = Todas las corridas de un estudio fallaron, así que no se puede decir nada sobre los puestos.
    .example = fallaron las 1000 corridas, la primera de ellas a causa de este problema: `geometric-mean` de `A`: el hijo `A.x` de la entidad `E6` tiene el puntaje `0`; acote los factores de `[uncertainty]`
all-runs-failed-first = { $count ->
    [one] la única corrida falló a causa de este problema: { $why }
   *[other] fallaron las { $count } corridas, la primera de ellas a causa de este problema: { $why }
}
all-runs-failed-hint = acote los factores de `[uncertainty]`
failed-runs = Algunas corridas de un estudio fallaron, así que los resultados son los de las demás corridas.
    .example = 30 de 400 corridas fallaron y no se cuentan: `geometric-mean` de `A`: el hijo `A.x` de la entidad `E6` tiene el puntaje `0`
failed-runs-of = { $count ->
    [one] 1 de { $runs } corridas falló y no se cuenta: { $why }
   *[other] { $count } de { $runs } corridas fallaron y no se cuentan: { $why }
}
failed-runs-base-rows = { $count ->
    [one] 1 de { $rows } filas base de --sobol se omite porque una de sus corridas falló; las participaciones valen para las demás filas
   *[other] { $count } de { $rows } filas base de --sobol se omiten porque una de sus corridas falló; las participaciones valen para las demás filas
}
screened = Las reglas de `[screen]` omiten un indicador porque tiene muy pocos datos.
    .example = `staff`: el indicador se omite: la proporción de sus valores presentes es 40 %, y se necesita al menos 60 %
screened-indicator = el indicador se omite: { $why }
unknown-period = Ninguna fila tiene el período que se pidió.
    .example = ninguna fila tiene el período `2019`; la columna `year` contiene `2020`, `2021`
unknown-period-no-row = ninguna fila tiene el período `{ $period }`
unknown-period-hint = la columna `{ $column }` contiene { $periods }
unknown-period-no-column-hint = indique la columna que contiene los períodos en `period`, en `[data]`

# Lo que termina un comando antes de tiempo.
fail-closed = la salida se cerró
fail-computation = { $count ->
    [one] el índice no se puede calcular, a causa de 1 problema:
   *[other] el índice no se puede calcular, a causa de { $count } problemas:
}
fail-create-folder = no se puede crear la carpeta `{ $path }`: { $error }
fail-data = { $count ->
    [one] hay 1 problema en los datos:
   *[other] hay { $count } problemas en los datos:
}
fail-disagree = los valores calculados y los publicados difieren
fail-framework = { $count ->
    [one] hay 1 problema en el marco:
   *[other] hay { $count } problemas en el marco:
}
fail-incomplete = algunas filas publicadas no tienen una fila calculada
fail-internal = { $error }; es una falla del programa, así que, por favor, repórtela
fail-listed = los problemas están en la lista de arriba
fail-more-problems = { $count ->
    [one] ... y 1 problema más; `icip check` los muestra todos
   *[other] ... y { $count } problemas más; `icip check` los muestra todos
}
fail-nothing-compared = no se pudo comparar nada
input-is-standard-output = la salida estándar se escribe en este archivo
fail-read = no se puede leer el archivo `{ $path }`: { $error }
standard-input = entrada estándar
fail-read-input = no se puede leer la entrada estándar: { $error }
fail-temporary-file = no se puede usar un archivo temporal: { $error }
fail-warnings = hay advertencias, y se pidió --deny-warnings
fail-write = no se puede escribir el archivo `{ $path }`: { $error }
fail-write-output = no se puede escribir en la salida estándar: { $error }
output-changed-since = una ejecución anterior escribió `{ $path }`, que se modificó después, así que se conserva, aunque no pertenece a estos resultados
output-completed = una ejecución interrumpida había escrito resultados nuevos en `{ $folder }`; ahora ya tienen sus nombres
output-folder-in-use = otra ejecución está escribiendo en `{ $folder }`; espere a que termine, o indique otra carpeta
output-folder-occupied = `{ $path }` existe y no es una carpeta vacía, así que no se escribió nada
output-half-published = no se puede escribir el archivo `{ $path }`: { $error }. Los resultados nuevos están completos, pero algunos archivos de `{ $folder }` son todavía los de una ejecución anterior; la próxima ejecución que escriba en esta carpeta los pondrá todos en su lugar
output-is-input = no se puede escribir el archivo `{ $path }`: es la entrada `{ $input }`; indique otra carpeta para los resultados
output-left-over-removed = se eliminó de `{ $folder }` lo que había dejado una ejecución interrumpida ({ $size })
output-not-a-file = no se puede escribir el archivo `{ $path }`: algo que no es un archivo tiene este nombre
output-staging-not-a-folder = no se puede escribir en `{ $path }`: es un enlace o un archivo, y debería ser una carpeta que crea el programa; quítelo
lock-is-no-file = otro programa puso en su lugar algo que no es un archivo
output-wrote = se escribió { $path }
output-wrote-files = se escribieron { $count } archivos en { $folder }

# Lo que el sistema le hace al programa.
interrupted = ejecución interrumpida por { $signal }
interrupted-while-writing = ejecución interrumpida por { $signal }: se eliminaron los resultados sin terminar, y lo que había antes en `{ $folder }` está como estaba
threads-not-started = no se pueden iniciar más hilos, así que un solo hilo hace todo el trabajo: { $error }

# Cuánto importa un mensaje.
severity-word-error = error
severity-word-note = nota
severity-word-warning = advertencia
severity-error = error: { $what }
severity-note = nota: { $what }
severity-warning = advertencia: { $what }
warnings-more = { $count ->
    [one] ... y 1 más de esta clase; `icip check` las muestra todas
   *[other] ... y { $count } más de esta clase; `icip check` las muestra todas
}

# Líneas de comandos que no tienen sentido.
lookup-left-out = `{ $entity }` se omite: { $why }
lookup-no-entity = ninguna entidad tiene el código o el nombre `{ $wanted }`; los códigos son como estos: { $samples }
lookup-no-node = el resultado no tiene el nodo `{ $code }`
lookup-no-node-hint = `icip frameworks`, con el nombre o la ruta del marco, muestra la lista de sus nodos
lookup-several-entities = `{ $wanted }` corresponde a { $count } entidades; indique el código de una de ellas: { $entities }
unknown-code = no existe el código `{ $word }`
unknown-code-hint = `icip problems` muestra la lista de todos los códigos
unknown-framework = no existe el marco `{ $name }`: no es ni un archivo, ni una carpeta, ni un marco que venga con el programa
unknown-framework-hint = los marcos que vienen con el programa son { $names }
unknown-method-or-family = no existe ningún método ni ninguna familia de métodos `{ $name }`
unknown-method-or-family-hint = las familias son { $names }
usage-error = --error es `{ $value }`; debe ser al menos 0 y menor que 0.5
usage-register-columnar = el registro `{ $file }` es un archivo de formato { $format }; un registro es CSV o un libro
reading-rows = { $file }: { $rows } filas leídas
usage-two-structures = la carpeta tiene varias tablas de estructura, { $names }; conserve una
usage-from-columnar = el archivo `{ $file }` es un archivo { $format }, y un primer marco se hace con un archivo CSV o un libro
usage-format-not-built = `{ $file }` es un archivo { $format }, y este programa se compiló sin soporte para { $format }; compílelo con `--features parquet`, o indique un archivo CSV
usage-gain = --gain pide `{ $places }` puestos; debe ser un número entero que sea al menos 1
usage-csv-one-table = el CSV de la salida estándar contiene solo la tabla de los puestos, sin las respuestas de { $options }; -o DIR escribe una tabla para cada una, y --format json o markdown las contiene todas
usage-gain-two = --gain tiene dos valores, `{ $entity }` y `{ $other }`; debe tener solo una entidad, o una entidad, un nodo y un número de puestos; el archivo de datos va antes de la opción
usage-map = --map es `{ $pair }`; debe tener la forma COLUMNA=NODO
usage-needs-output = { $option } escribe archivos, así que necesita -o DIR
usage-no-data-file = el marco `{ $framework }` necesita un archivo de datos, que se nombra antes o después de `-f { $option }`; el ejemplo que viene con el programa es para icip-2018
usage-no-groups = no existe la columna de grupos `{ $name }`: el marco no nombra ninguna columna de grupos, o los datos no tienen ninguna de las que nombra
usage-sheet-of-no-workbook = { $option } elige una parte de un libro, y `{ $file }` no es uno
usage-needs-workbook = { $option } se refiere a un libro de cálculo, así que necesita un nombre que termine en .xlsx, como en `-o resultados.xlsx`
usage-not-in-workbook = { $option } no se puede usar con un libro de cálculo: `-o CARPETA` escribe archivos CSV
usage-no-totals = el marco no declara puntajes de grupos; `[[totals]]`, con `group` y `size`, los declara
usage-tables-not-built = `--tables parquet` necesita un programa compilado con soporte para Parquet; compílelo con `--features parquet`, o quite la opción para obtener tablas en CSV
usage-not-utf8 = el archivo `{ $file }` no está codificado en UTF-8; guárdelo como UTF-8
usage-pattern = { $option } "{ $pattern }" no corresponde a ninguna columna publicada en la que el código de un nodo ocupe el lugar del `*`
usage-scale = --scale es `{ $value }`; debe ser un número distinto de 0, o tener la forma NODO=FACTOR
usage-nothing-to-export = `{ $name }` no es un marco que venga con el programa, así que no hay nada que exportar
usage-only-for-exact = { $option } dice qué pesos son libres en las respuestas exactas, así que necesita --exact o --overtake
usage-runs = las corridas no se pueden sortear: { $error }
usage-sobol = --sobol es `{ $rows }`: { $error }
usage-sobol-power = --sobol es `{ $rows }`; debe ser una potencia de 2, como { $near }, de 2 a { $most }
usage-tolerance = --tolerance es `{ $value }`; debe ser un número que sea al menos 0
usage-unknown-group = no existe la columna de grupos `{ $name }`; los datos tienen { $known }; declare más columnas de grupos en `groups`, en `[data]`
usage-within = --within es `{ $value }`; debe ser una proporción de 0 a 1, como 0.25

# Lo que dicen varios comandos.
about-data = datos { $name }: { $dialect }
names = { $names }
next-steps = ahora: icip check { $folder }/data.csv -f { $folder }    y después: icip score { $folder }/data.csv -f { $folder }
next-steps-example = ahora: `icip score { $folder }/example.csv -f { $folder }` prueba el ejemplo; luego diligencie { $folder }/data.csv debajo de sus tres líneas de preguntas, respuestas admitidas y columnas, y ejecute `icip check { $folder }/data.csv -f { $folder }`
next-steps-template = ahora: diligencie { $folder }/data.csv debajo de sus tres líneas de preguntas, respuestas admitidas y columnas, y ejecute `icip check { $folder }/data.csv -f { $folder }`
note-default-framework = no se indicó -f, así que el marco es `{ $name }`

# Trabajo largo.
clock-hours = { $hours } h { $minutes } min
clock-minutes = { $minutes } min { $seconds } s
clock-seconds = { $seconds } s
progress = { $what } [{ $bar }] { $done } de { $total }, tiempo restante: { $left }
progress-begun = { $what } [{ $bar }] { $done } de { $total }
progress-pass = { $count ->
    [one] pasada { $pass }: 1 fila
   *[other] pasada { $pass }: { $count } filas
}
progress-runs = corridas
progress-scenarios = escenarios
progress-sobol = corridas de --sobol

# Los encabezados de las tablas para personas.
heading-after = después
heading-alone = sola
heading-baseline = línea base
heading-before = antes
heading-beyond-tolerance = fuera de la tolerancia
heading-cause = causa
heading-cause-comparison = comparación
heading-cause-data = datos
heading-cause-gaps = vacíos
heading-cause-method = método
heading-cause-rounding = redondeo
heading-cause-scale = escala
heading-change = cambio
heading-class = clase
heading-class-of = clase de { $node }
heading-code = código
heading-column = columna
heading-compared = comparadas
heading-cost = costo
heading-cost-per = costo por { $node }
heading-current = ahora
heading-goal = meta
heading-direction = dirección
heading-edition = edición
heading-entities = entidades
heading-entity = entidad
heading-expected = según la ruta
heading-field = columna o clave
heading-fifty = 50 %
heading-filled = llenados
heading-first = primero
heading-found = qué se encontró
heading-frontier = frontera
heading-growth = crecimiento
heading-hidden = ocultos
heading-hint = qué se permitiría
heading-in-index = en el índice
heading-in-parent = en el padre
heading-in-the-index = en el índice
heading-input = entrada
heading-interval = 95 %
heading-kendall = tau de Kendall
heading-largest-error = mayor error
heading-largest-shift = mayor desplazamiento
heading-last = último
heading-leaf = hoja
heading-leaves = hojas
heading-light = semáforo
heading-mae = MAE
heading-mean-age = edad media
heading-mean-shift = desplazamiento medio
heading-meaning = significado
heading-median = mediana
heading-met = se cumple en
heading-method = método
heading-name = nombre
heading-needed = necesario
heading-ninety = 90 %
heading-node = nodo
heading-nodes = nodos
heading-of-entity = de la entidad
heading-others = las demás
heading-p = p
heading-pace = ritmo
heading-pairs-swapped = pares invertidos
heading-period = período
heading-place = lugar
heading-places = puestos
heading-points = puntos
heading-possible = posible
heading-progress = avance
heading-projected = proyectado
heading-published-as = publicado como
heading-r2 = R2
heading-rank = puesto
heading-rank-after = puesto después
heading-rank-before = puesto antes
heading-ranks-drawn = puestos 1 a { $last }
heading-ranks-that-differ = puestos que difieren
heading-read-by = leída por
heading-remarks = nombre, celdas y qué se cambió
heading-rmse = RMSE
heading-rule = regla
heading-score = puntaje
heading-scored = con puntaje
heading-severity = gravedad
heading-share = participación
heading-slope = pendiente
heading-standing = situación
heading-swing = alcance
heading-tier = escalón
heading-times-even = veces el reparto igual
heading-title = título
heading-top = primeros { $places }
heading-top-kept = primeros { $places } que siguen
heading-value = valor
heading-values = valores
heading-volatility = volatilidad
heading-weight = peso
heading-weight-in-the-index = peso en el índice
heading-with-the-others = con las demás

# icip score
score-files = { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
}, { $ranked } con puesto; { $changed ->
    [one] 1 celda cambiada está
   *[other] { $changed } celdas cambiadas están
} en la trazabilidad
score-head = marco { $framework }, { $nodes ->
    [one] 1 nodo
   *[other] { $nodes } nodos
} a partir de { $columns ->
    [one] 1 columna
   *[other] { $columns } columnas
}; { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
}, { $ranked } con puesto
score-best-rows = la tabla tiene { $rows } filas, así que se muestran solo las { $count } mejores; `--top` muestra más, `--format csv` las imprime todas y `-o` las escribe en archivos
score-rows-shown = { $count ->
    [one] se muestra 1 de { $rows } filas
   *[other] se muestran { $count } de { $rows } filas
}
score-last-period = los datos tienen { $count } períodos, y la tabla muestra el último, `{ $period }`; --period muestra otro, y --period all los muestra todos
last-period-shown = los datos tienen { $count } períodos, y se muestra el último, `{ $period }`; --period muestra otro
timing-all = en total
timing-audit = auditoría
timing-fitting = ajuste de las escalas
timing-framework = marco
timing-preparing = preparación
timing-questions = otras preguntas
timing-ranking = puestos
timing-reading = lectura
timing-report = página o libro
timing-scoring = puntajes
timing-study = estudio de los puestos
timing-writing = escritura
timings-parts = Lo que tiene más sangría es parte de la etapa de arriba; con varios hilos, las partes avanzan a la vez y pueden sumar más que la etapa.
timings-title = En qué se fue el tiempo, en milisegundos:
totals-title = Puntajes de los grupos de { $column }
totals-title-weighted = Puntajes de los grupos de { $column }, ponderados por { $size }
totals-elsewhere = el ranking es una sola tabla; `--totals` muestra los puntajes de los grupos
score-without-group = (sin grupo)
stream-all-rows = los datos se leen por bloques, así que las filas conservan el orden de los datos, cada una después de su puesto; `--top` muestra primero las mejores filas, y `-o` escribe también los puestos de cada nodo
stream-best-rows = los datos se leen por bloques, así que se muestran solo las { $count } mejores filas; `--top` muestra más, y `-o` las escribe todas
stream-not-a-file = `{ $file }` no es un archivo sino una tubería o un dispositivo, que se puede leer una sola vez, y una tabla por bloques se lee más de una vez; quite --stream
stream-in-memory = `{ $file }` se mantiene en la memoria (cerca de { $size }), porque algunos pasos necesitan columnas completas: { $steps }
stream-every-period = los períodos se ponen lado a lado solo si los datos caben en memoria; quite --stream
stream-no-file = `--stream` necesita un archivo de datos, porque lee los datos más de una vez
stream-no-row = no queda ninguna fila a la que se le pueda dar un puesto
stream-other-format = `--stream` lee CSV y Parquet; un archivo de otro formato se mantiene en la memoria
stream-long-table = `--stream` lee una tabla de observaciones como texto; la de un libro de cálculo, un archivo Parquet o Arrow se mantiene en la memoria
stream-whole-columns = `--stream` no es posible, porque estos pasos necesitan columnas completas:
stream-with-register = `--stream` y `--entities` se excluyen entre sí: la unión con un registro se hace en la memoria

# icip check
check-changes = celdas que se cambiaron, por paso: { $steps } (`icip score -o` las incluye en trail.csv)
check-clipped = { $count ->
    [one] `{ $node }`: 1 valor está fuera de la escala y se recorta en su extremo: { $cells }
   *[other] `{ $node }`: { $count } valores están fuera de la escala y se recortan en su extremo: { $cells }
}
check-constant = { $count ->
    [one] 1 hoja tiene el mismo puntaje para todas las entidades, de modo que el orden no depende de ella: { $codes }
   *[other] { $count } hojas tienen el mismo puntaje para todas las entidades, de modo que el orden no depende de ellas: { $codes }
}
check-coverage = { $entities ->
    [one] cobertura: hay valores faltantes en { $count } de 1 entidad:
   *[other] cobertura: hay valores faltantes en { $count } de { $entities } entidades; primero aparecen las de menor cobertura:
}
check-coverage-complete = cobertura: no falta ningún valor
check-coverage-entity = { $values } % de los valores, { $weight } % del peso  { $entity }
check-coverage-rows = { $rows ->
    [one] cobertura: hay valores faltantes en { $count } de 1 fila:
   *[other] cobertura: hay valores faltantes en { $count } de { $rows } filas; primero aparecen las de menor cobertura:
}
check-coverage-values = { $values } % de los valores  { $entity }
check-coverage-nodes = cobertura de los nodos, primero los de menor cobertura:
check-finished = { $count ->
    [one] 1 nodo se toma como un puntaje ya calculado: { $nodes }
   *[other] { $count } nodos se toman como puntajes ya calculados: { $nodes }
}
check-findings = Hallazgos
check-framework = marco { $framework }: { $nodes ->
    [one] 1 nodo
   *[other] { $nodes } nodos
} en { $levels ->
    [one] 1 nivel
   *[other] { $levels } niveles
} debajo del índice; { $leaves ->
    [one] 1 de los nodos es una hoja
   *[other] { $leaves } de los nodos son hojas
}
check-granted = { $count ->
    [one] `{ $node }` da un puntaje de { $score } a 1 entidad porque `{ $by }` es cero o está ausente:
   *[other] `{ $node }` da un puntaje de { $score } a { $count } entidades porque `{ $by }` es cero o está ausente:
}
check-granted-worth = { $count ->
    [one] `{ $node }` da un puntaje de { $score } a 1 entidad porque `{ $by }` es cero o está ausente, lo que aporta { $points } a su índice:
   *[other] `{ $node }` da un puntaje de { $score } a { $count } entidades porque `{ $by }` es cero o está ausente, lo que aporta { $points } al índice de cada una:
}
check-heavy-columns = { $count ->
    [one] 1 de { $columns } columnas pesa en el índice al menos { $times } veces lo que pesaría con un reparto igual; el alcance dice cuánto puede mover el índice la columna por sí sola:
   *[other] { $count } de { $columns } columnas pesan en el índice al menos { $times } veces lo que pesarían con un reparto igual; el alcance dice cuánto puede mover el índice una columna por sí sola:
}
check-imputation = imputación, puesta a prueba al ocultar y volver a llenar el { $share } % de los valores conocidos (semilla { $seed }):
check-imputation-untested = la imputación no se puso a prueba con valores ocultos: { $why }
check-left-out = { $count ->
    [one] se omite 1 fila ({ $why }): { $rows }
   *[other] se omiten { $count } filas ({ $why }): { $rows }
}
check-measured = { $count ->
    [one] 1 hoja se lee y se normaliza
   *[other] { $count } hojas se leen y se normalizan
}
check-more = y { $count } más
check-no-heavy-column = ninguna columna pesa en el índice { $times } veces o más lo que pesaría con un reparto igual
check-not-read = { $count ->
    [one] 1 columna no se lee: { $columns }
   *[other] { $count } columnas no se leen: { $columns }
}
check-note = nota en el marco: { $note }
check-open-orders = { $count ->
    [one] las cifras de los datos dejan abierto el orden de 1 par de entidades vecinas en el ranking:
   *[other] las cifras de los datos dejan abierto el orden de { $count } pares de entidades vecinas en el ranking:
}
check-outliers = { $count ->
    [one] 1 valor está lejos de los demás valores de su columna:
   *[other] { $count } valores están lejos de los demás valores de sus columnas:
}
check-sample = { $count ->
    [0] los puntajes no dependen de las demás entidades: todas las escalas son fijas
    [one] los puntajes dependen de las demás entidades a través de 1 nodo: { $codes }; agregar una entidad cambia los puntajes de las demás
   *[other] los puntajes dependen de las demás entidades a través de { $count } nodos: { $codes }; agregar una entidad cambia los puntajes de las demás
}
check-weights-from-scores = los pesos debajo de `{ $node }` se obtienen de los puntajes según `{ $rule }`: { $weights }
check-weights-from-scores-in-period = en el período `{ $period }`, los pesos debajo de `{ $node }` se obtienen de los puntajes según `{ $rule }`: { $weights }
check-without-weight = { $count ->
    [one] 1 columna no tiene peso en el índice, porque una agregación por encima de ella no usa pesos
   *[other] { $count } columnas no tienen peso en el índice, porque una agregación por encima de ellas no usa pesos
}

# icip compare
compare-absent = ausente
compare-classes = { $count ->
    [one] clases de { $node } (`{ $of }`): difiere 1 de { $rows }
   *[other] clases de { $node } (`{ $of }`): difieren { $count } de { $rows }
}
compare-difference = { $key }: { $computed } frente a { $published }
compare-differences = { $count ->
    [one] { $node }: 1 fila supera la tolerancia (lo calculado frente a lo publicado)
   *[other] { $node }: { $count } filas superan la tolerancia (lo calculado frente a lo publicado)
}
compare-empty = `{ $column }` no contiene nada en las filas de los datos, así que no se comparó nada de `{ $node }`
compare-left-out = { $count ->
    [one] omitida por el marco: 1 fila publicada ({ $rows })
   *[other] omitidas por el marco: { $count } filas publicadas ({ $rows })
}
compare-lowest = los nodos más bajos que difieren; debajo de ellos, todo lo que se comparó coincide en estas filas
compare-measurements = `{ $column }` contiene las mediciones que lee `{ $node }`, no sus puntajes; de todos modos, --map "{ $column }={ $node }" la compara
compare-more = ... y { $count } más
compare-no-column = ninguna columna publicada se llama como un nodo, así que no se comparó ningún puntaje; nombre una con --map "COLUMNA={ $node }"
compare-no-node = no se llaman como ningún nodo: { $columns }
compare-nodes = { $count ->
    [one] se comparó 1 nodo: el mayor error es { $largest }, y la tolerancia es { $tolerance }
   *[other] se compararon { $count } nodos: el mayor error es { $largest }, y la tolerancia es { $tolerance }
}
compare-not-compared = columnas publicadas que no se compararon
compare-not-scored = `{ $column }`: los datos contienen puntajes ya calculados por encima de `{ $node }`, así que este no tiene puntaje
compare-only-computed = { $count ->
    [one] solo calculada: 1 fila ({ $rows })
   *[other] solo calculadas: { $count } filas ({ $rows })
}
compare-only-published = { $count ->
    [one] solo publicada: 1 fila ({ $rows })
   *[other] solo publicadas: { $count } filas ({ $rows })
}
compare-other-column = `{ $column }`: otra columna contiene los puntajes de `{ $node }`
compare-periods = { $node } por período
compare-reason = `{ $column }`: { $reason }
compare-published-alone = lo que el marco declara sobre el archivo de datos no se aplica a `{ $file }`; escriba sus números sin adornos, y quite las líneas que no pertenecen a ninguna entidad
compare-ranks = { $count ->
    [one] puestos (`{ $of }`): difiere 1 de { $rows }
   *[other] puestos (`{ $of }`): difieren { $count } de { $rows }
}
compare-ranks-of-node = { $count ->
    [one] puestos de { $node } (`{ $of }`): difiere 1 de { $rows }
   *[other] puestos de { $node } (`{ $of }`): difieren { $count } de { $rows }
}
compare-ranks-of-scores = { $count ->
    [one] puestos de los puntajes publicados (`{ $of }`): difiere 1 de { $rows }
   *[other] puestos de los puntajes publicados (`{ $of }`): difieren { $count } de { $rows }
}
compare-several-ranks = varias columnas publicadas se llaman como un puesto, así que no se comparan puestos; elija una con --rank: { $columns }
compare-taken = `{ $column }`: los puntajes de `{ $node }` se toman de los datos, así que no hay nada que comparar

# icip explain
explain-above = los nodos que más superan la media de las demás
explain-and-mean = { $head }; la media de las demás es { $mean }
explain-below = los nodos que más quedan por debajo de la media de las demás
explain-blank = vacío
explain-changes = { $count ->
    [0] en estos nodos no faltaba ni se cambió nada
    [one] en estos nodos faltaba o se cambió 1 celda
   *[other] en estos nodos faltaban o se cambiaron { $count } celdas
}
explain-gap = { $gap }
explain-gap-of-index = { $gap }, { $points } en el índice
explain-legend = las demás: el puntaje medio de las demás entidades
    en el padre: los puntos que el nodo suma al puntaje de su padre (con una x, el multiplicador)
    en el índice: los puntos que el nodo suma al índice
explain-mark = `{ $mark }`, sin valor
explain-no-score = { $node } no tiene puntaje ni puesto
explain-not-ranked = { $node } { $score }, sin puesto
explain-tie = { $others ->
    [one] 1 entidad más tiene el mismo índice; el puesto se decidió según { $by }
   *[other] { $others } entidades más tienen el mismo índice; el puesto se decidió según { $by }
}
explain-rank = { $node } { $score }, puesto { $rank } de { $of }
explain-rest = el resto de la diferencia de { $difference } con la media de las demás
explain-rest-absent = lo que está ausente: { $points } en el índice
explain-rest-nodes = { $count ->
    [one] 1 nodo más: { $points } en el índice
   *[other] { $count } nodos más: { $points } en el índice
}
explain-rest-rounding = redondeo: { $points } en el índice
explain-rescaled = { $why } ({ $before })
explain-rounding = (redondeo)

# Formularios que alguien diligencia.
template-by-entity = `--by-entity` hace una hoja por entidad, y { $file } no puede contenerlas; elija un nombre que termine en .xlsx
template-ending = { $file } no termina en .csv ni en .xlsx, así que no se sabe qué escribir
template-exists = { $file } ya existe y puede contener respuestas; elija otro nombre o elimínelo primero
form-any-text = texto
form-code = código de la entidad
form-column = { $column }
form-divisor = lo que divide "{ $question }"
form-group = grupo: { $column }
form-name = nombre de la entidad
form-number = un número
form-number-between = un número de { $low } a { $high }
form-number-from = un número mayor o igual que { $low }
form-number-to = un número menor o igual que { $high }
form-one-of = uno de: { $answers }
form-or-words = { $what }, o { $words }
form-period = período
form-question = { $question }
form-question-note = { $question } ({ $note })
form-sheet-about = Instrucciones
form-sheet-answers = Respuestas
form-sheet-entity = Entidad { $number }
form-how-rows = Cada fila es una entidad. Responda debajo de los nombres de las columnas y deje esos nombres como están. Una celda sin respuesta queda vacía.
form-how-sheets = Cada hoja es una entidad. Responda en la tercera columna y deje la primera como está. Para otra entidad, copie una hoja. Una pregunta sin respuesta queda vacía.
form-columns-column = columna
form-columns-question = pregunta
form-columns-answer = respuesta
form-columns-allowed = qué se puede responder
form-refused-title = Esta respuesta no se admite
form-too-large = el formulario necesita { $needed } filas y columnas, y una hoja tiene menos
form-written = el formulario pide { $questions } columnas
form-written-entities = { $count ->
    [one] el formulario pide { $questions } columnas, de 1 entidad
   *[other] el formulario pide { $questions } columnas, de { $count } entidades
}
form-next = cuando vuelva: `icip check { $file } -f { $framework }`, que nombra cada respuesta que no se admite
frameworks-checked = Calculados y comparados con cifras publicadas
frameworks-starting-points = Puntos de partida para mediciones propias; ninguno es oficial
frameworks-of-your-own = `icip init DIR --framework NOMBRE` empieza un proyecto con uno de ellos, y `icip template NOMBRE -o FORM.xlsx` escribe un formulario para quien responde

# icip frameworks, methods y problems
frameworks-column = columna { $column }
frameworks-column-divided = columna { $column } / { $by }
frameworks-column-divided-otherwise = columna { $column } / { $by } (si no, { $otherwise })
frameworks-edition = edición: { $text }
frameworks-hint = `icip frameworks NAME` muestra uno de ellos; con `--export DIR` copia los archivos de ese marco, para que usted pueda cambiarlos
frameworks-note = nota: { $text }
frameworks-rule-of-node = { $aggregate }, pesos: { $weigh }, ausentes: { $missing }
frameworks-rule-without-weights = { $aggregate }, pesos: no se usan, ausentes: { $missing }
frameworks-share-by-rule = según { $rule }
frameworks-source = fuente: { $text }
methods-formula = fórmula
methods-missing = faltantes
methods-parameter = parámetro
methods-reference = referencia
methods-required = (obligatorio)
problems-example = ejemplo: { $example }
problems-legend = error: no hay resultado; advertencia: el resultado vale, pero su lector debe saber algo; nota: cómo se leyó la entrada, o qué elección se hizo
    `icip problems CODE` muestra un ejemplo

# icip robustness
gain-leaf = { $from } -> { $to } (puesto { $rank })
gain-leaf-between = no se alcanza con valores de { $min } a { $max }
gain-leaf-compared = no se puede saber con una sola celda, porque `{ $node }` compara las entidades
gain-leaf-end-of-scale = no se alcanza, porque su puntaje es como máximo { $score }
gain-leaf-filled = sin medición; { $value } ocupa su lugar
gain-leaf-from = no se alcanza con valores a partir de { $min }
gain-leaf-no-influence = ningún valor cambia el índice
gain-leaf-no-answer = no se alcanza con ninguna de las respuestas
gain-leaf-no-value-at-all = no se alcanza con ningún valor
gain-leaf-not = { $from }, { $why }
gain-leaf-not-measured = sin medición
gain-leaf-of = { $leaf }: { $answer }
gain-leaf-up-to = no se alcanza con valores hasta { $max }
gain-leaves = { $entity } tiene el puesto { $rank }. Gana un puesto cuando cambia uno de estos valores de los datos, mientras las escalas que se ajustaron y las demás entidades quedan como están:
gain-possible = { $places ->
    [one] { $entity } gana 1 puesto y llega al puesto { $rank } cuando su puntaje de `{ $node }` aumenta en { $increase }, hasta { $score }, y las demás entidades quedan como están
   *[other] { $entity } gana { $places } puestos y llega al puesto { $rank } cuando su puntaje de `{ $node }` aumenta en { $increase }, hasta { $score }, y las demás entidades quedan como están
}
overtake-already = con los pesos declarados, { $a } ya está al menos a la altura de { $b }
overtake-impossible = { $a } no alcanza a { $b } con ninguno de los pesos permitidos; como más se le acerca es con { $weights }
overtake-possible = { $a } alcanza a { $b } cuando los pesos debajo de `{ $node }` cambian { $change } en total, y ninguno más de { $largest }: { $weights }
ranks-legend = { $line } 90 % de las corridas  { $thick } 50 %  { $median } mediana  { $declared } puesto declarado  { $both } ambos en el mismo puesto
robustness-always-top = en los puestos 1 a { $places } en todas las corridas: { $entities }
robustness-base-rows-left-out = { $count ->
    [one] se omite 1 fila base a causa de una corrida fallida
   *[other] se omiten { $count } filas base a causa de corridas fallidas
}
robustness-estimate = { $value } ({ $low } a { $high })
robustness-factor = varía: { $name }: { $how }
robustness-factor-of-input = varía: { $name } (parte de la entrada { $input }): { $how }
robustness-failed = { $count ->
    [one] 1 de { $runs } corridas falló y no se cuenta ({ $share }):
   *[other] { $count } de { $runs } corridas fallaron y no se cuentan ({ $share }):
}
robustness-failed-scenarios = { $count ->
    [one] 1 cambio no se puede calcular:
   *[other] { $count } cambios no se pueden calcular:
}
robustness-files = { $entities ->
    [one] 1 entidad
   *[other] { $entities } entidades
}; { $count ->
    [one] se cuenta 1 de { $runs } corridas
   *[other] se cuentan { $count } de { $runs } corridas
}
robustness-head = marco { $framework }, { $entities ->
    [one] 1 entidad
   *[other] { $entities } entidades
} con puesto; { $runs ->
    [one] 1 corrida
   *[other] { $runs } corridas
}, semilla { $seed }
robustness-inputs = la participación de cada entrada en la varianza del desplazamiento medio de los puestos, según { $runs } corridas ({ $rows } filas base)
robustness-no-entity = ninguna entidad
robustness-no-rank = `{ $entity }` no tiene puesto; nombre una entidad que tenga puesto
robustness-no-rank-moves = los puestos son los mismos en todas las corridas
robustness-no-uncertainty = el marco `{ $framework }` no tiene `[uncertainty]`, así que varían los pesos debajo de `{ $node }`: todos los pesos que suman uno son igual de probables
robustness-declare-what-varies = { $why }; indique en [uncertainty] qué varía, o pida --scenarios o --gain
robustness-no-weights = `{ $method }` no usa los pesos de `{ $node }`
robustness-one-leaf = el marco `{ $framework }` tiene una sola hoja, así que ningún peso puede variar
robustness-scenarios-alone = { $why }, y no hay [uncertainty]: cada corrida es el índice tal como se declaró
robustness-possible = posible: el mejor y el peor puesto cuando varían solo los pesos debajo de `{ $node }` ({ $weights }) y todo lo demás está como se declaró; un ? marca lo que no está demostrado
robustness-same-shift = los puestos se mueven, pero su desplazamiento medio es el mismo en todas las corridas, de modo que ninguna entrada lo explica; -o DIR y --format json contienen las participaciones para cada entidad
robustness-scenarios = un cambio a la vez: { $moves } de { $changes ->
    [one] 1 cambio
   *[other] { $changes } cambios
} { $moves ->
    [one] mueve
   *[other] mueven
} alguna entidad; primero aparecen los que más mueven, y -o los escribe todos
robustness-several-periods = los datos tienen { $count } períodos, y los puestos se asignan dentro de cada uno de ellos; elija uno con --period: { $periods }
robustness-sometimes-top = { $count ->
    [one] en los puestos 1 a { $places } en algunas corridas, pero no en todas: 1 entidad
   *[other] en los puestos 1 a { $places } en algunas corridas, pero no en todas: { $count } entidades
}
robustness-then = aquí los puntajes iguales comparten un puesto; `rank.then`, que resuelve esos empates en el ranking de `icip score`, no se usa
robustness-ties = en las corridas, los puestos se asignan por competencia (1 2 2 4), y así también los puestos que se muestran como declarados
robustness-tiers = { $count ->
    [one] 1 escalón (error { $error }) de { $sizes } entidades; el orden dentro de un escalón no significa nada
   *[other] { $count } escalones (error { $error }) de { $sizes } entidades; el orden dentro de un escalón no significa nada
}
usage-limit-name = los límites son { $names }, cada uno como en `rows=5M`
usage-limit-number = `{ $text }` no es ni un número entero, con o sin k, M, G, Ki, Mi o Gi al final, ni `none`
robustness-too-large = los puestos de { $entities } entidades en { $runs } corridas pueden necesitar { $size } GiB
robustness-too-large-pairs-hint = quite --pairs y --error
robustness-too-large-runs-hint = pida menos corridas con -n
robustness-widths = ancho de los intervalos del 90 % de los puestos, en puestos: mediana de { $median } y máximo de { $largest }; un puesto se desplaza { $shift } en promedio
scenario-with-rule = con la regla
scenario-without-entity = sin la entidad
scenario-without-leaf = sin la hoja
scenario-without-node = sin el nodo
report-last-period = los datos tienen { $count } períodos, y el informe muestra el último, `{ $period }`; --period muestra otro
report-needs-output = un informe es un archivo para el navegador y no para la terminal; indique su nombre, como en `-o informe.html`
report-output-is-no-file = `{ $path }` no puede ser el nombre de un archivo; indique uno, como en `-o informe.html`
report-output-is-workbook = -o nombra la página; el libro de cálculo `{ $path }` se escribe con --xlsx { $path }
study-in-blocks = los datos se leen por bloques, y un estudio los necesita en memoria
study-left-out = no se muestra qué tan seguros son los puestos: { $why }
study-without-tiers = no se muestran escalones, porque requieren todos los pares de { $entities } entidades; `icip robustness --error 0.05` los encuentra donde haya memoria para los pares

## Plan: de las columnas de los datos a los puntajes y los puestos

bad-share = La proporción de valores que se ocultan está fuera de rango.
    .example = la proporción de valores que se ocultan es `1`; debe ser mayor que 0 y menor que 1
bad-share-hidden = la proporción de valores que se ocultan es `{ $share }`
bad-share-hidden-hint = debe ser mayor que 0 y menor que 1

# Del código cannot-fit.
cannot-fit-method = `{ $method }` de `{ $node }`: { $what }
cannot-fit-method-in-period = `{ $method }` de `{ $node }` en el período `{ $period }`: { $what }
cannot-fit-small-group = el grupo `{ $group }` tiene { $count ->
    [one] 1 valor
   *[other] { $count } valores
}, y se necesitan al menos { $least }
cannot-fit-small-group-hint = `otherwise = "sample"` en `within` pone los grupos pequeños y los valores sin grupo en la escala de toda la muestra; o disminuya `least`
cannot-fit-unknown-sample = la tabla a la que se ajustó no tiene ningún valor en esta muestra
cannot-fit-unknown-sample-hint = haga el ajuste con la misma tabla cuyos puntajes se calculan
cannot-fit-without-group = { $count ->
    [one] { $entities } tiene un valor pero no un grupo en `{ $column }`
   *[other] { $entities } tienen un valor pero no un grupo en `{ $column }`
}

empty-column = Una columna no tiene valor para ninguna entidad, así que su nodo no tiene puntaje.
    .example = data.csv, `staff`: `staff` no tiene valor para ninguna entidad
empty-column-node = `{ $node }` no tiene valor para ninguna entidad

empty-node = Un nodo que se calcula a partir de sus hijos no tiene puntaje para ninguna entidad.
    .example = `people`: `people` no tiene puntaje para ninguna entidad
empty-node-code = `{ $node }` no tiene puntaje para ninguna entidad

half-present = Los datos contienen el puntaje ya calculado de un nodo y solo algunas de las columnas que están debajo de él, así que se usa el puntaje ya calculado.
    .example = data.csv: la columna `people` se usa como puntaje ya calculado, porque falta la columna `staff`, que está debajo de ella
half-present-columns = la columna `{ $node }` se usa como puntaje ya calculado, porque { $count ->
    [one] falta la columna { $columns }, que está debajo de ella
   *[other] faltan las columnas { $columns }, que están debajo de ella
}

index-without-child = Una entidad tiene índice aunque un hijo del índice está ausente.
    .example = `5002` tiene índice aunque `people` está ausente; la regla de `index` para hijos ausentes lo permite
index-without-child-entities = { $count ->
    [one] { $entities } tiene índice aunque `{ $child }` está ausente
   *[other] { $entities } tienen índice aunque `{ $child }` está ausente
}
index-without-child-hint = la regla de `{ $index }` para hijos ausentes lo permite

column-numbers = La primera fila debajo del encabezado contiene los números de las columnas.
    .example = data.csv línea 2: la fila contiene los números de las columnas; elimínela, u omítala con `[[data.exclude]]`
column-numbers-row = la fila contiene los números de las columnas

repeated-header = El encabezado aparece entre las filas.
    .example = data.csv línea 40: la fila es otra vez el encabezado, porque su código es `codigo`, el nombre de la columna de códigos; elimínela, u omítala con `[[data.exclude]]`
repeated-header-row = la fila es otra vez el encabezado, porque su código es `{ $code }`, el nombre de la columna de códigos
repeated-header-hint = elimínela, u omítala con `[[data.exclude]]`

missing-column = Una columna que se necesita no está en los datos.
    .example = data.csv línea 1: no existe la columna `staff`, que lee la hoja `staff`; ¿quiso decir `staf`?
missing-column-finished-hint = también serviría una columna `{ $column }` con el puntaje ya calculado
missing-column-known-hint = los datos tienen las columnas { $columns }
missing-column-leaf = { $count ->
    [one] no existe la columna { $columns }, que lee la hoja `{ $leaf }`
   *[other] no existen las columnas { $columns }, que lee la hoja `{ $leaf }`
}
missing-column-node = los datos no tienen ni la columna `{ $node }` ni las columnas que están debajo de ella ({ $columns })
missing-column-then = no existe ninguna columna ni ningún nodo `{ $column }`, que decide donde empatan puntajes del índice
missing-column-then-hint = nombre un nodo del marco o una columna de los datos
missing-column-then-node = `{ $node }` decide donde empatan puntajes del índice, y no tiene puntaje en estos datos
missing-column-then-node-hint = nombre un nodo que tenga puntaje o una columna de los datos
missing-column-size = no existe la columna `{ $column }`, por la que se ponderan las entidades de cada `{ $group }`
missing-column-size-hint = nombre una columna de los datos en `size`, o quite `size`: así todas las entidades pesan lo mismo
missing-column-totals = no existe la columna `{ $column }`, para cuyos grupos se piden puntajes
missing-column-totals-hint = agréguela a los datos, o quítela de `[[totals]]`
missing-column-published = la tabla publicada no tiene la columna `{ $column }`

no-period = Una entidad tiene varios períodos en los datos, y la tabla publicada no dice a cuál se refiere.
    .example = `5002` tiene varias filas en los datos, y la tabla publicada no tiene una columna de períodos; calcule un solo período con --period
no-period-published = `{ $entity }` tiene varias filas en los datos, y la tabla publicada no tiene una columna de períodos
no-period-published-hint = calcule un solo período con --period

not-finite = Un número no es finito, o es demasiado grande para almacenarse.
    .example = data.csv línea 2, `budget`, entidad `A`: `1e999` es demasiado grande para almacenarse; los números llegan hasta 1.7976931348623157e308
not-finite-division = el cociente de `{ $node }` es `{ $value }`, que no es un número finito
not-finite-node-score = el puntaje de `{ $node }` resulta ser `{ $score }`, que no es finito
not-finite-imputation = el valor que llena el vacío de `{ $node }` es `{ $value }`, que no es un número finito
not-positive = Un puntaje está fuera del dominio de una agregación que necesita puntajes positivos.
    .example = data.csv línea 7, `staff`, entidad `E6`: `geometric-mean` de `people`: el hijo `staff` tiene el puntaje `0`; los puntajes deben ser mayores que 0, o indique un `floor` en la agregación
nothing-in-common = Las dos cosas que se comparan no tienen ningún nodo, ninguna fila o ninguna celda en común, así que no hay nada que comparar.
    .example = ninguna columna de la tabla publicada se llama como un nodo del marco; diga qué columna contiene qué nodo, por ejemplo con --map "columna publicada=index"; la tabla tiene las columnas `country`, `score`
nothing-in-common-cells = ningún puntaje y ningún puesto está presente en ambos lados, así que no se comparó nada
nothing-in-common-columns = ninguna columna de la tabla publicada se llama como un nodo del marco
nothing-in-common-columns-hint = diga qué columna contiene qué nodo, por ejemplo con --map "columna publicada={ $node }"; la tabla tiene las columnas { $columns }
nothing-in-common-frameworks = los marcos `{ $before }` y `{ $after }` no tienen una parte común con la que se puedan calcular ambas tablas: { $why }
nothing-in-common-frameworks-hint = dé el mismo código y la misma columna en ambos marcos a los nodos que significan lo mismo
nothing-in-common-orders = los cambios no se pueden hacer en todos los órdenes: { $why }
nothing-in-common-rows = ninguna fila de la tabla publicada está en los datos: su primer código es `{ $there }`, y el primer código de los datos es `{ $here }`
nothing-in-common-rows-hint = ambos deben usar los mismos códigos

other-columns = Las columnas del panel difieren de aquellas para las que se compiló el plan.
    .example = las columnas del panel difieren de aquellas para las que se compiló el plan; compile el plan con el esquema de este panel
other-columns-panel = las columnas del panel difieren de aquellas para las que se compiló el plan
other-columns-panel-hint = compile el plan con el esquema de este panel

other-plan = Los ajustes se hicieron con otro plan.
    .example = los ajustes se hicieron con otro plan, cuyos nodos leen otras columnas; haga el ajuste con el mismo plan que calcula los puntajes
other-plan-damaged = la muestra guardada de `{ $node }` está dañada: tiene un conteo sin límites, o sus límites están invertidos
other-plan-damaged-hint = vuelva a hacer el ajuste, y guarde el resultado
other-plan-fits = los ajustes se hicieron con otro plan, cuyos nodos leen otras columnas
other-plan-fits-hint = haga el ajuste con el mismo plan que calcula los puntajes
other-plan-format = los ajustes guardados tienen el formato `{ $format }`, y esta versión lee el formato `{ $known }`
other-plan-leaf = los ajustes guardados no corresponden a la hoja `{ $node }`, sus columnas y sus métodos
other-plan-leaves = lo que se guardó es de { $kept ->
    [one] 1 hoja
   *[other] { $kept } hojas
}, y el plan mide { $count }
other-plan-part = el resumen de una parte de la tabla es de otra pasada, o de otro plan
other-plan-part-hint = resuma cada parte en la pasada que está en curso, con el plan que hace el ajuste

doubtful-treatment = Lo que un tratamiento encontró en una columna es dudoso.
    .example = data.csv `income`: `box-cox` de `S1`: el lambda estimado es `-2`, que es un extremo del intervalo de búsqueda de `-2` a `2`; ninguna potencia de ese intervalo acerca la columna a una distribución normal, así que revise sus valores más grandes y más pequeños, o indique un `lambda`
doubtful-treatment-lambda = el lambda estimado es `{ $lambda }`, que es un extremo del intervalo de búsqueda de `{ $low }` a `{ $high }`
doubtful-treatment-lambda-hint = ninguna potencia de ese intervalo acerca la columna a una distribución normal, así que revise sus valores más grandes y más pequeños, o indique un `lambda`
doubtful-treatment-of = `{ $method }` de `{ $node }`: { $what }
doubtful-treatment-of-in-period = `{ $method }` de `{ $node }` en el período `{ $period }`: { $what }

bad-target = Una meta no se puede alcanzar como está declarada.
    .example = structure.csv line 6, `target.goal-period`: `TRA` tiene una meta y ningún período para ella; indique `goal-period` aquí, o en `[targets]` para todos los nodos
bad-target-direction = la meta { $goal } de `{ $code }` es peor que la línea base { $baseline }
bad-target-direction-hint = intercámbielas, o dé al nodo la `direction` que la meta supone
bad-target-geometric = `{ $code }` crece por un factor, y su línea base o su meta no es mayor que 0
bad-target-geometric-hint = use `path = "linear"`
bad-target-lights = el valor de la luz verde de `{ $code }`, { $green }, no es mejor que el de la roja, { $red }
bad-target-lights-hint = `green` es el valor desde el cual la luz es verde, y `red` aquel más allá del cual es roja
bad-target-milestone = un hito de `{ $code }` es de { $period }, que no está entre la línea base y la meta
bad-target-milestone-hint = dé a los hitos períodos entre las dos
bad-target-milestone-beyond = un hito de `{ $code }`, { $value } en { $period }, está más allá de la meta { $goal }
bad-target-milestone-beyond-hint = un hito está en el camino a la meta: corrija uno de los dos
bad-target-no-date = `{ $code }` tiene una meta y ningún período para ella
bad-target-no-date-hint = indique `goal-period` aquí, o en `[targets]` para todos los nodos
bad-target-no-start = `{ $code }` tiene una línea base y ningún período para ella
bad-target-no-start-hint = indique `baseline-period` aquí, o en `[targets]` para todos los nodos
bad-target-order = la meta de `{ $code }` es para { $end }, que no es posterior a la línea base de { $start }
bad-target-order-hint = el período de la meta debe ser posterior al de la línea base
bad-target-texts = `{ $code }` tiene respuestas en palabras, y ninguna es una meta
bad-target-texts-hint = dé la meta al nodo que está encima, como puntaje
bad-value-milestone = `{ $period }` no es un número
bad-value-milestone-hint = los hitos son valores por período, y los períodos son números, como `{"{"} "2025" = 40 {"}"}`
bad-value-two-bases = se indican `base` y `rolling-base`
bad-value-two-bases-hint = indique una de las dos: un período para todos, o el número de períodos de una base que se mueve
bad-value-rolling-one-sample = todos los períodos son una sola muestra, así que ninguna base puede moverse con ellos
bad-value-rolling-one-sample-hint = omita `rolling-base`, o `sample = "all"` y `normalise-sample = "all"`
bad-value-one-light = solo se indica uno de `green` y `red`
bad-value-one-light-hint = indique ambos, o ninguno
period-no-time = Los períodos no son números, así que no se puede decir ningún ritmo ni ninguna tendencia.
    .example = data.csv, `period`: el período `spring` no es un número; nombre los períodos por años, como 2024 o 2024.5
period-no-time-name = el período `{ $period }` no es un número
period-no-time-none = los datos no tienen períodos
period-no-time-hint = nombre los períodos por años, como 2024 o 2024.5
period-no-time-none-hint = declare la columna de los períodos como `period` en `[data]`
scales-apart = Se comparan puntajes de varios períodos aunque cada período tiene escalas propias.
    .example = data.csv: por `DIA`, `INV`, los puntajes de cada período dependen de su propia muestra, así que un cambio puede ser de las demás; declare `sample = "all"` o un período `base` en `[data]`, o mire lo que hallan `icip trends --linked` o `icip change`
scales-apart-nodes = por { $nodes }, los puntajes de cada período dependen de su propia muestra, así que un cambio puede ser de las demás
scales-apart-hint = declare `sample = "all"` o un período `base` en `[data]`, o mire lo que hallan `icip trends --linked` o `icip change`
scales-apart-tables = por { $nodes }, los puntajes de cada edición dependen de su propia tabla, así que un cambio puede ser de las demás
scales-apart-change-hint = lo que hicieron las escalas se muestra en partes propias

across-break = Se comparan valores de ambos lados de una ruptura declarada.
    .example = datos.csv: el marco declara una ruptura en 2021, y los valores anteriores se midieron o calcularon de otra manera; lea el cambio con cuidado, o compare períodos de un mismo lado
across-break-of = el marco declara una ruptura en { $period }, y los valores anteriores se midieron o calcularon de otra manera
across-break-hint = lea el cambio con cuidado, o compare períodos de un mismo lado
gap-as-average = Un hijo ausente cuenta como cero donde cero es el puntaje de una entidad promedio.
    .example = framework.toml línea 12, `missing`: `zero` de `index`: 0 es la media o la mediana de los puntajes de `a`, `b`, de modo que un vacío cuenta como un puntaje promedio y es mejor que uno bajo; use `skip`, o `constant` con un puntaje bajo
gap-as-average-of = `zero` de `{ $node }`: 0 es la media o la mediana de los puntajes de { $children }, de modo que un vacío cuenta como un puntaje promedio y es mejor que uno bajo
gap-as-average-of-hint = use `skip`, o `constant` con un puntaje bajo
turned-twice = La dirección de un indicador se declara dos veces, y las dos declaraciones se anulan.
    .example = structure.csv línea 4, `direction`: `deaths` tiene `direction = -1`, y su valor extremo `worst`, 100, es mayor que `best`, 0: cada declaración invierte la escala, de modo que juntas hacen que un valor mayor sea mejor; invierta una de las dos y deje la otra
turned-twice-of = `{ $code }` tiene `direction = -1`, y su valor extremo `worst`, { $worst }, es mayor que `best`, { $best }: cada declaración invierte la escala, de modo que juntas hacen que un valor mayor sea mejor
turned-twice-of-hint = invierta una de las dos y deje la otra

filled-out-of-range = Hay vacíos que se llenan con valores fuera del rango declarado para su columna.
    .example = data.csv línea 10, `share`, entidad `X`: `regression` llena 1 vacío fuera del rango declarado, por ejemplo con `180`; es posible que la escala de todas las entidades dependa de eso
filled-out-of-range-hint = es posible que la escala de todas las entidades dependa de eso
filled-out-of-range-values = { $count ->
    [one] `{ $method }` llena 1 vacío fuera del rango declarado, por ejemplo con `{ $value }`
   *[other] `{ $method }` llena { $count } vacíos fuera del rango declarado, por ejemplo con `{ $value }`
}

# Del código outside-domain.
outside-domain-value = `{ $value }` no tiene puntaje en `{ $node }`

outside-range = Hay puntajes ya calculados que están fuera del rango de puntajes que puede tener su nodo.
    .example = data.csv línea 2, `people`, entidad `A`: 12 de 30 puntajes están fuera del rango de `people`, de 0 a 1, como `71.3`; ¿está la columna en otra escala?
outside-range-hint = ¿está la columna en otra escala?
outside-range-scores = { $count } de { $all } puntajes { $count ->
    [one] está
   *[other] están
} fuera del rango de `{ $node }`, de { $low } a { $high }, como `{ $score }`

# Del código unknown-node.
unknown-node-compared = el marco no tiene el nodo `{ $node }`

unknown-successor = La tabla de sucesores nombra una entidad que los datos no tienen.
    .example = sucesores.csv: los datos no tienen la entidad `0500` que nombra la tabla de sucesores; corrija el código u omita la fila
unknown-successor-codes = { $count ->
    [one] los datos no tienen la entidad { $entities } que nombra la tabla de sucesores
   *[other] los datos no tienen ninguna de las entidades { $entities } que nombra la tabla de sucesores
}
unknown-successor-codes-hint = corrija el código u omita la fila

bad-succession = Hay filas de la tabla de sucesores que contradicen los datos, o que se contradicen entre sí.
    .example = successors.csv línea 2: según la fila `A,C,2022`, `C` sucede a otra entidad, y `C` ya está en 2021; agregue la fila `C,C,2022` para que también cuente su propio pasado, o corrija el código
bad-succession-again = según la fila `{ $row }`, otra sucede a `{ $entity }`; no está en { $first }, y vuelve a estar en { $again }
bad-succession-again-hint = dé a la entidad posterior un código propio, o agregue la fila `{ $row }` si es la misma
bad-succession-circle = { $entities } se suceden en círculo, y no todas estaban antes y después
bad-succession-circle-of = { $entities } se suceden en círculo desde { $period }, y no todas estaban antes y después
bad-succession-circle-hint = quite las filas equivocadas; solo intercambian códigos entidades que continúan
bad-succession-itself = `{ $entity }` se sucede solo a sí misma, y ninguna otra la sucede, así que la fila no dice nada
bad-succession-itself-hint = quite la fila, o agregue las de las otras antecesoras
bad-succession-past = según la fila `{ $row }`, `{ $entity }` sucede a otra entidad, y `{ $entity }` ya está en la edición anterior
bad-succession-past-of = según la fila `{ $row }`, `{ $entity }` sucede a otra entidad, y `{ $entity }` ya está en { $period }
bad-succession-past-hint = agregue la fila `{ $row }` para que también cuente su propio pasado, o corrija el código

missing-column-of-successors = la tabla de sucesores no tiene la columna `{ $column }`
missing-column-of-successors-hint = las columnas son `before` y `after`, y `period` y `share` donde hacen falta
unknown-column-of-successors = la tabla de sucesores tiene una columna `{ $column }`
unknown-column-of-successors-hint = las columnas son `before`, `after`, `period` y `share`; cámbiele el nombre o quítela
empty-code-of-successors = la fila no tiene código
duplicate-succession = `{ $before }` aparece dos veces entre las antecesoras de `{ $after }`
duplicate-succession-row = según la tabla de sucesores, `{ $entity }` de { $period } es `{ $code }`, de la que también hay una fila de { $period }
duplicate-succession-row-hint = quite una de las dos filas, o corrija el período de la sucesión: es el primero del código posterior
successors-begin-anew = { $count ->
    [one] { $entities } surgió de una división o de una fusión: sus valores empiezan con ella, y los de sus antecesoras siguen siendo de estas
   *[other] { $entities } surgieron de una división o de una fusión: sus valores empiezan con ellas, y los de sus antecesoras siguen siendo de estas
}
bad-value-some-shares = solo algunas antecesoras de `{ $entity }` tienen participación
bad-value-some-shares-hint = dé una participación a todas, o a ninguna
period-no-time-succession = la fila de `{ $entity }` en la tabla de sucesores no tiene período
period-no-time-succession-hint = indique en la columna `period` desde qué período vale el código nuevo
successor-of-one = `{ $after }` sucede a `{ $before }`
successor-of-one-since = `{ $after }` sucede a `{ $before }` desde { $period }
successor-of-several = `{ $after }` sucede a { $before }; lo que fue antes es su media con estas participaciones
successor-of-several-since = `{ $after }` sucede a { $before } desde { $period }; lo que fue antes es su media con estas participaciones
successor-share = `{ $code }` ({ $share })

unranked-unknown = Una entidad que el marco deja sin puesto no está en los datos.
    .example = la entidad sin puesto `5002` no está en los datos
unranked-unknown-entity = la entidad sin puesto `{ $code }` no está en los datos

unused-scores = Los datos contienen puntajes de un nodo que no se usan, porque el nodo se calcula a partir de las columnas que están debajo de él.
    .example = data.csv: la columna `people` no se usa, porque su nodo se calcula a partir de las columnas que están debajo de él; `icip compare` compara una columna así con los puntajes calculados
unused-scores-columns = { $count ->
    [one] la columna { $columns } no se usa, porque su nodo se calcula a partir de las columnas que están debajo de él
   *[other] las columnas { $columns } no se usan, porque sus nodos se calculan a partir de las columnas que están debajo de ellos
}
unused-scores-columns-hint = `icip compare` compara una columna así con los puntajes calculados

whole-columns = Un paso necesita columnas completas, así que los puntajes de la tabla no se pueden calcular por bloques de filas.
    .example = `staff`: `percentile-rank` normaliza `staff` según todos los valores de su muestra; los valores extremos fijos, y los límites, la media y la desviación de la muestra, se pueden calcular por bloques
whole-columns-aggregate = `{ $method }` compara entre sí las entidades de `{ $node }`
whole-columns-aggregate-hint = las medias se pueden calcular por bloques
whole-columns-base = los tratamientos y las escalas se ajustan al período `{ $base }`
whole-columns-rolling-base = los tratamientos y las escalas se ajustan a { $count } períodos
whole-columns-base-hint = las escalas de cada muestra, o los valores extremos fijos, se pueden calcular por bloques
whole-columns-classes = las clases de `{ $node }` se cortan en cuantiles de sus puntajes
whole-columns-classes-hint = unos `cuts` declarados se pueden calcular por bloques
whole-columns-impute = `{ $method }` llena los vacíos de `{ $node }` a partir de otras filas o columnas
whole-columns-impute-hint = `mean` sin un grupo, `zero` y `constant` se pueden calcular por bloques
whole-columns-normalise = `{ $method }` normaliza `{ $node }` según todos los valores de su muestra
whole-columns-normalise-hint = los valores extremos fijos, y los límites, la media y la desviación de la muestra, se pueden calcular por bloques
whole-columns-impute-node = `{ $method }` llena los vacíos de `{ $node }` a partir de los puntajes de todas las entidades
whole-columns-impute-node-hint = los vacíos de un nodo que siguen ausentes, y los vacíos de hojas que se llenan con `mean` o `constant`, se pueden calcular por bloques
whole-columns-rescale = `{ $method }` vuelve a normalizar los puntajes de `{ $node }` a partir de todos ellos
whole-columns-rescale-hint = los puntajes que se agregan y no se vuelven a normalizar se pueden calcular por bloques
whole-columns-within = la escala de `{ $node }` se ajusta dentro de los grupos de `{ $group }`
whole-columns-within-hint = una sola escala para toda la muestra se puede calcular por bloques
whole-columns-screen = la selección de indicadores (`screen`) cuenta los valores de columnas completas
whole-columns-screen-hint = en su lugar, excluya del marco los indicadores por su nombre
whole-columns-treat = `{ $method }` trata `{ $node }` según toda su muestra
whole-columns-treat-hint = `log`, `sqrt`, `power`, `caps`, y `box-cox` con un `lambda`, se pueden calcular por bloques
whole-columns-weigh = `{ $method }` pondera los hijos de `{ $node }` según sus puntajes
whole-columns-weigh-hint = los pesos dados se pueden calcular por bloques

missing-size = Una entidad no tiene tamaño, y por eso no cuenta en los puntajes de su grupo.
    .example = data.csv, `population`: `5002` no tiene `population` y no cuenta en los puntajes de los grupos de `region`; dele un valor, o quite `size` de `[[totals]]`: así todas las entidades pesan lo mismo
missing-size-entities = { $count ->
    [one] { $entities } no tiene `{ $column }` y no cuenta en los puntajes de los grupos de `{ $group }`
   *[other] { $entities } no tienen `{ $column }` y no cuentan en los puntajes de los grupos de `{ $group }`
}
missing-size-hint = dele un valor, o quite `size` de `[[totals]]`: así todas las entidades pesan lo mismo

negative-size = El tamaño de una entidad es negativo, y por eso no sirve para ponderar los puntajes de los grupos.
    .example = data.csv línea 7, `population`, entidad `5002`: una entidad tiene el valor `-3` en `population`; un tamaño debe ser al menos 0
negative-size-entity = una entidad tiene el valor `{ $value }` en `{ $column }`
negative-size-hint = un tamaño debe ser al menos 0

without-index = Una entidad no tiene índice ni puesto, porque le faltan demasiados puntajes.
    .example = `5002` no tiene índice ni puesto, porque faltan demasiados puntajes
without-index-entities = { $count ->
    [one] { $entities } no tiene índice ni puesto, porque faltan demasiados puntajes
   *[other] { $entities } no tienen índice ni puesto, porque faltan demasiados puntajes
}

zero-divisor = Un divisor es cero o está ausente, y por eso una entidad no tiene valor en la hoja que se divide por él.
    .example = data.csv línea 9, `population`, entidad `5002`: `population` es cero o está ausente, y por eso `staff` está ausente para `5002`; si hay un valor adecuado, indíquelo con `otherwise` en `denominate`
zero-divisor-hint = si hay un valor adecuado, indíquelo con `otherwise` en `denominate`
zero-divisor-of = `{ $divisor }` es cero o está ausente, y por eso `{ $node }` está ausente para { $entities }

# Por qué se cambió una celda, en la trazabilidad.
trail-absent-counted = valor ausente: cuenta según la regla `{ $rule }` del nodo `{ $parent }`
trail-absent-fatal = valor ausente: el nodo `{ $parent }` queda sin puntaje según su regla `{ $rule }`
trail-absent-left-out = valor ausente: se omite según la regla `{ $rule }` del nodo `{ $parent }`
trail-clipped = valor fuera de la escala: el método `{ $method }` lo lleva al extremo
trail-cut-at-bottom = recortado en el extremo inferior por `{ $method }`
trail-cut-at-top = recortado en el extremo superior por `{ $method }`
trail-filled = valor ausente, imputado con el método `{ $method }`
trail-filled-clipped = vacío llenado por `{ $method }`, y `{ $value }` recortado al rango declarado, que termina en `{ $end }`
trail-floor = elevado al piso de `{ $method }` de `{ $parent }`
trail-rescaled = puntaje agregado llevado a otra escala por `{ $method }`
trail-logarithm = logaritmo aplicado por `{ $method }`
trail-no-divisor = `{ $divisor }` es cero o está ausente
trail-treated = tratado por `{ $method }`
trail-winsorised-at-bottom = winsorizado en el extremo inferior por `{ $method }`
trail-winsorised-at-bottom-log = winsorizado en el extremo inferior, y luego llevado a logaritmo, por `{ $method }`
trail-winsorised-at-bottom-ties = winsorizado en el extremo inferior por `{ $method }`, con más puntos que `max` a causa de los empates
trail-winsorised-at-top = winsorizado en el extremo superior por `{ $method }`
trail-winsorised-at-top-log = winsorizado en el extremo superior, y luego llevado a logaritmo, por `{ $method }`
trail-winsorised-at-top-ties = winsorizado en el extremo superior por `{ $method }`, con más puntos que `max` a causa de los empates

## Archivos de marcos: el texto de archivos TOML y de celdas

bad-form = Un formulario que volvió fue modificado, de modo que se perdería una respuesta.
    .example = datos.xlsx, 'Entidad 1'!A9: la pregunta `p1a` aparece por segunda vez; la primera está en 'Entidad 1'!A8; escriba el nombre que el formulario tenía en esta fila
bad-form-no-heading = la hoja es un formulario y le falta el encabezado
bad-form-no-heading-hint = encima de las preguntas van las palabras { $words }, en inglés o en español
bad-form-twice = la pregunta `{ $name }` aparece por segunda vez; la primera está en { $cell }
bad-form-twice-hint = escriba el nombre que el formulario tenía en esta fila
bad-form-unknown = `{ $name }` no es una pregunta del formulario
bad-form-unknown-hint = sus preguntas son { $names }
bad-form-beside = `{ $text }` está donde el formulario dice qué se puede responder, y { $cell } no tiene respuesta
bad-form-lacks = { $count ->
    [one] al formulario le falta la pregunta { $names }
   *[other] al formulario le faltan las preguntas { $names }
}
bad-form-lacks-hint = vuelva a poner las filas como en las otras hojas y deje vacía la respuesta que no se da
bad-form-no-question = la respuesta `{ $text }` está en una fila sin el nombre de una pregunta
bad-form-no-question-hint = escriba el nombre de la pregunta en la primera columna, o quite la respuesta

bad-method = Una regla no nombra ningún método en la forma en que se nombran los métodos.
    .example = framework.toml línea 9, `defaults.normalise`: una regla `normalise` no puede ser un número; debe nombrar un método, como "min-max"
bad-method-count = una regla `{ $family }` debe nombrar un solo método, pero aquí { $count ->
    [one] se nombra 1 método
   *[other] se nombran { $count } métodos
}
bad-method-parameters = los parámetros de `{ $name }` son { $found }
bad-method-parameters-hint = deben ser una tabla, como { $name } = {"{"} ... {"}"}
bad-method-type = una regla `{ $family }` no puede ser { $found }
bad-method-type-hint = debe nombrar un método, como "min-max"
bad-value = El valor de una clave no está permitido.
    .example = framework.toml línea 12, `rank.on.rounded.digits`: `digits` es `20`; debe ser un número entero de 0 a 15
bad-value-above-hint = debe ser mayor que { $bound }
bad-value-add-up-hint = cada probabilidad debe ser mayor que 0, y todas juntas deben sumar 1
bad-value-answer-twice = la respuesta `{ $answer }` está dos veces en la lista
bad-value-answer-twice-hint = incluya cada respuesta una sola vez
bad-value-ascending-hint = cada número debe ser mayor que el anterior
bad-value-ascending-shares-hint = deben ser números de 0 a 1, cada uno mayor que el anterior
bad-value-at-least-hint = debe ser al menos { $bound }
bad-value-work = se indica `work` sin `best`
bad-value-work-hint = omita `work`: con `on` no hay nada que buscar
bad-value-both = tanto `{ $first }` como `{ $second }` son `{ $value }`
bad-value-both-hint = los dos deben ser distintos
bad-value-budget-points = un experto no asigna ningún punto, o asigna un número negativo de puntos
bad-value-choice-hint = para poder elegir se necesitan al menos dos
bad-value-class-cuts = debe indicarse exactamente uno de los dos: `cuts` o `quantiles`
bad-value-class-cuts-hint = `cuts` en la escala del nodo, o `quantiles` como proporciones entre 0 y 1
bad-value-class-names = { $names ->
    [one] se da 1 nombre
   *[other] se dan { $names } nombres
} para { $cuts ->
    [one] 1 punto de corte
   *[other] { $cuts } puntos de corte
}
bad-value-class-names-hint = debe haber un nombre más que puntos de corte
bad-value-comparison = `{ $key }` tiene entradas que no son números positivos
bad-value-comparison-hint = cada entrada debe ser un número mayor que 0, como 3, 0.5 o 1/3, o `?` donde nadie comparó el par
bad-value-count = `{ $key }` tiene { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
bad-value-count-hint = debe haber { $count }
bad-value-cuts-nothing-hint = al menos uno de los dos debe recortar algo: `lower` mayor que 0, o `upper` menor que 1
bad-value-decimal-hint = debe ser `.` o `,`
bad-value-single-indicator = tanto `single` como `indicator` dicen cuál es el indicador
bad-value-single-indicator-hint = conserve uno de los dos
bad-value-range-hint = se permiten las celdas entre dos esquinas, como A3:ZZ200 o A3:ZZ
bad-value-beginning-hint = debe ser un texto sin comillas ni fines de línea, y no puede estar vacío
bad-value-delimiter-hint = debe ser un solo carácter que no sea una comilla ni el fin de una línea
bad-value-direction-hint = debe ser 1 si más es mejor, o -1 si menos es mejor
bad-value-coinr = `{ $column }` de `{ $code }` es `{ $value }`
bad-value-coinr-level = el nivel de `{ $code }` es `{ $level }`
bad-value-coinr-level-1-hint = un indicador debe estar en el nivel 1
bad-value-coinr-level-above-hint = un agregado debe estar en el nivel 2 o en uno superior, que sea un número entero
bad-value-coinr-levels = `{ $code }` está en el nivel { $level }, y su padre `{ $parent }`, en el nivel { $above }
bad-value-coinr-levels-hint = un padre debe estar exactamente un nivel por encima
bad-value-coinr-missing = `{ $code }` no tiene `{ $column }`
bad-value-coinr-number-hint = debe ser un número
bad-value-coinr-truth-hint = debe ser TRUE o FALSE
bad-value-direction-of = la dirección de `{ $code }` es `{ $value }`
bad-value-distance-hint = `{ $first }` debe ser menor que `{ $second }`, y la distancia entre los dos, un número finito
bad-value-draws = { $count ->
    [0] el sorteo de los pesos no está declarado
   *[other] el sorteo de los pesos está declarado de { $count } maneras
}
bad-value-empty-code = el código está vacío
bad-value-empty-code-hint = cada nodo necesita un código
bad-value-empty-list = la lista `{ $key }` está vacía
bad-value-empty-list-hint = incluya al menos una entrada
bad-value-encoding-hint = debe ser `utf-8`, `windows-1252` o `utf-16`
bad-value-expert-matrices = las matrices de los expertos no son del mismo tamaño
bad-value-expert-matrices-hint = cada una debe tener una fila por cada hijo
bad-value-experts-hint = al menos un experto debe asignar puntos
bad-value-format-hint = debe ser 1, la única versión del formato
bad-value-idle-probabilities = se indica `probabilities` sin una lista de reglas
bad-value-idle-probabilities-hint = quite esa clave, o incluya la lista de las reglas a las que corresponde
bad-value-in-hint = debe ser un número de { $low } a { $high }
bad-value-interval-hint = `lo` debe ser al menos 0, y `hi` debe ser al menos `lo` y como máximo 1e100
bad-value-is = `{ $key }` es `{ $value }`
bad-value-keep-and-drop = `{ $name }` está tanto en `keep` como en `drop`
bad-value-keep-and-drop-hint = deje ese nombre en una sola de las dos listas
bad-value-list = `{ $key }` es `{ $values }`
bad-value-listed-twice = `{ $key }` contiene dos veces la misma entrada
bad-value-listed-twice-hint = incluya cada entrada una sola vez
bad-value-judgements = debe indicarse exactamente uno de los dos: `matrix` o `experts`
bad-value-judgements-hint = `matrix` para los juicios de una persona o de un grupo, `experts` para los de varios
bad-value-log-scale-hint = una escala logarítmica necesita valores extremos fijos mayores que 0
bad-value-lower-hint = debe ser al menos 0 y menor que 1
bad-value-max = `max` es menor que `min`
bad-value-max-hint = debe ser al menos `min`
bad-value-methods-hint = debe ser una lista de métodos
bad-value-missing = falta la clave `{ $key }`
bad-value-missing-hint = debe indicarse
bad-value-named-tables-hint = debe ser una tabla de tablas, cada una con un nombre que usted elija
bad-value-names-hint = debe ser un texto, o textos por idioma, como {"{"} es = "...", en = "..." {"}"}
bad-value-neither = no se indica ni `{ $first }` ni `{ $second }`
bad-value-neither-hint = indique al menos uno de los dos
bad-value-noise = el tamaño del error no está declarado, o lo está de varias maneras
bad-value-noise-hint = indique exactamente uno de `value`, `deviation` y `share`, mayor que 0, o un `column-suffix`
bad-value-not-square = `{ $key }` no es una matriz cuadrada
bad-value-not-square-hint = debe tener tantas filas como entradas tiene cada fila, como ["1 3", "1/3 1"]
bad-value-number = `{ $key }` es el número `{ $number }`
bad-value-number-hint = debe ser un número
bad-value-number-map-hint = debe ser una tabla de números, como {"{"} "yes" = 1, "no" = 0 {"}"}
bad-value-counts-hint = debe ser un número entero a partir de 1, o una lista de números así
bad-value-quantiles-hint = las proporciones deben ser mayores que 0 y menores que 1
bad-value-thousands-hint = debe ser un espacio, `'`, `.` o `,`
bad-value-unit-hint = debe ser `%`
bad-value-numbers-hint = debe ser una lista de números
bad-value-one-of-hint = indique exactamente una de estas claves: { $keys }
bad-value-one-set = se indica un solo conjunto de pesos
bad-value-order-hint = nombre todos los hijos, primero el más importante
bad-value-otherwise = se indica `otherwise` sin un `group`
bad-value-otherwise-hint = nombre una columna de grupos, o quite `otherwise`
bad-value-overlap = los intervalos de `worst` y `best` se traslapan
bad-value-overlap-hint = deben estar separados, para que los valores extremos no puedan ser iguales
bad-value-pair = `{ $first }` es `{ $a }` y `{ $second }` es `{ $b }`
bad-value-pair-hint = `{ $first }` debe ser menor que `{ $second }`
bad-value-points = { $points ->
    [one] se da 1 número de puntos
   *[other] se dan { $points } números de puntos
} para { $cuts ->
    [one] 1 punto de corte
   *[other] { $cuts } puntos de corte
}
bad-value-points-hint = debe haber un número de puntos más que puntos de corte
bad-value-power-hint = debe ser mayor que 0, porque una potencia negativa invierte el orden; `box-cox` lo conserva
bad-value-predictors = debe indicarse exactamente uno de los dos: `on` o `best`
bad-value-predictors-hint = escriba `on = ["code", ...]` o `best = 2`
bad-value-probabilities = { $count ->
    [one] se da 1 probabilidad
   *[other] se dan { $count } probabilidades
} para { $rules ->
    [one] 1 regla
   *[other] { $rules } reglas
}
bad-value-probabilities-hint = debe haber una probabilidad por cada regla
bad-value-probability-hint = debe ser mayor que 0 y menor que 1
bad-value-group-goalposts = `worst` y `best` no nombran los mismos grupos
bad-value-group-goalposts-hint = dé a cada grupo un valor en los dos
within-twice = `{ $code }` tiene valores extremos fijos para los grupos de `{ $own }`, y `within` nombra los grupos de `{ $group }`
within-twice-hint = quite `within`
bad-value-below = tanto `below` como `of` dicen qué otras hojas cuentan
bad-value-below-hint = deje solo uno de los dos
bad-value-rank-on-hint = debe ser "unrounded", "bits" o {"{"} rounded = {"{"} digits = 3 {"}"} {"}"}
bad-value-reciprocal = en `matrix`, la fila { $row } dice `{ $entry }` del hijo { $column }, y la fila { $column } dice `{ $mirrored }` del hijo { $row }
bad-value-reciprocal-hint = los dos valores deben ser recíprocos, como 3 y 1/3, y las entradas de la diagonal deben ser 1
bad-value-reference = una referencia debe ser o un valor o una entidad
bad-value-reference-hint = debe ser "max", "mean", {"{"} value = 100 {"}"}, {"{"} entity = "CODE" {"}"} o {"{"} entity = "CODE", period = "2015" {"}"}
bad-value-reference-period = solo el valor de una entidad tiene un período
bad-value-rule-twice-hint = incluya cada regla una sola vez, y dele una probabilidad mayor si debe sortearse con más frecuencia
bad-value-rules = `{ $key }` contiene { $count ->
    [one] solo 1 regla
   *[other] { $count } reglas
}
bad-value-share-hint = debe ser mayor que 0 y como máximo 1
bad-value-shares-hint = los dos deben estar entre 0 y 1, y `lower` debe ser menor que `upper`
bad-value-some-positive-hint = cada número debe ser al menos 0, y al menos uno debe ser mayor que 0
bad-value-table-hint = debe ser una tabla con las claves { $keys }
bad-value-tables-hint = debe ser una lista de tablas
bad-value-target = `target` no es una tabla de participaciones
bad-value-target-hint = debe ser una tabla de números que sean al menos 0, y al menos uno de ellos mayor que 0
bad-value-text = `{ $key }` es el texto `{ $text }`
bad-value-text-hint = debe ser un texto entre comillas
bad-value-texts-hint = debe ser una lista de textos
bad-value-two-numbers-hint = deben ser dos números, primero el menor
bad-value-type = `{ $key }` es { $found }
bad-value-unknown-word = palabra desconocida `{ $word }`
bad-value-upper-hint = debe ser mayor que 0, al menos `lower` y como máximo 1
bad-value-varies = el factor `{ $factor }` { $count ->
    [0] no hace variar nada
   *[other] hace variar { $count } cosas
}
bad-value-weight-of = el peso de `{ $code }` es `{ $value }`
bad-value-weight-set = un peso es negativo o mayor que 1e100, o todos los pesos son 0
bad-value-weight-set-hint = los pesos deben estar entre 0 y 1e100, y al menos uno debe ser mayor que 0
bad-value-whole-hint = debe ser un número entero que sea al menos { $low }
bad-value-whole-in-hint = debe ser un número entero de { $low } a { $high }
bad-value-word-hint = debe ser una palabra entre comillas
date-toml = `{ $date }` es una fecha
date-toml-hint = póngala entre comillas si debe ser un texto
not-finite-toml = `{ $text }` no es un número finito
rule-syntax = Una celda de `structure.csv` no es ni una palabra, ni un número, ni una regla.
    .example = structure.csv línea 4, `weight`: `0,5` no es un número; escríbalo con punto decimal, como `0.5`
rule-syntax-decimal-hint = escríbalo con punto decimal, como `0.5`
rule-syntax-number = `{ $text }` no es un número
rule-syntax-parser = `{ $text }` no se puede leer: { $error }
rule-syntax-parser-hint = escriba una palabra sola, o `key = value, ...`, como `goalposts = {"{"} worst = 0, best = 5 {"}"}`
rule-syntax-percent-hint = escriba `{ $number }`: los pesos son relativos
rule-syntax-two-ways = `{ $text }` puede ser { $decimal } o { $thousands }
rule-syntax-two-ways-hint = escriba el número sin separador de miles y con punto decimal, o declare `decimal = ","` en `[data]`
toml-syntax = Un archivo no es TOML válido.
    .example = framework.toml línea 3: invalid key, expected `.` or `=`
toml-syntax-parser = { $error }
unknown-key = Una tabla tiene una clave que allí no significa nada.
    .example = framework.toml línea 3: clave desconocida `weigth`; ¿quiso decir `weight`?
unknown-key-here = clave desconocida `{ $key }`
unknown-method = Ningún método de la familia tiene este nombre.
    .example = structure.csv línea 4, `normalise`: ningún método `normalise` se llama `minmax`; ¿quiso decir `min-max`?
unknown-method-name = ningún método `{ $family }` se llama `{ $name }`
value-flag = un valor booleano (true o false)
value-list = una lista
value-number = un número
value-refused = ilegible
value-table = una tabla
value-text = un texto

## Marcos: el árbol, sus pesos y lo que un estudio hace variar

ambiguous-group = Un factor y un grupo de factores tienen el mismo nombre.
    .example = framework.toml línea 20: `weights` es el nombre de un factor y de un grupo de otros factores; cambie el nombre de uno de ellos, o ponga el factor en ese grupo
ambiguous-group-hint = cambie el nombre de uno de ellos, o ponga el factor en ese grupo
ambiguous-group-name = `{ $name }` es el nombre de un factor y de un grupo de otros factores
cycle = Un nodo es su propio ancestro.
    .example = structure.csv línea 5, `parent`: `a` es su propio ancestro: a < b < a; dé otro padre a uno de estos nodos
cycle-hint = dé otro padre a uno de estos nodos
cycle-of = `{ $code }` es su propio ancestro: { $path }
reserved-code = Un nodo o un grupo tiene el nombre de otra columna de los archivos de resultados.
    .example = structure.csv línea 9, `code`: `name` es también el nombre de otra columna de los archivos de resultados; dé otro código al nodo
reserved-code-classes = las clases de `{ $node }` están declaradas dos veces
reserved-code-group = la columna de grupos `{ $name }` tiene el nombre de otra columna de los archivos de resultados
reserved-code-group-hint = dé otro nombre a la columna en los datos
reserved-code-of = `{ $name }` es también el nombre de otra columna de los archivos de resultados
reserved-code-of-hint = dé otro código al nodo
duplicate-code = Dos nodos tienen el mismo código.
    .example = structure.csv línea 9, `code`: código repetido `staff`; aparece por primera vez en la línea 4
duplicate-code-hint = aparece por primera vez en la línea { $line }
duplicate-code-of = código repetido `{ $code }`
duplicate-column-structure = columna repetida `{ $column }`
duplicate-factor = Dos factores tienen el mismo nombre.
    .example = framework.toml línea 24: dos factores se llaman `weights`
duplicate-factor-name = dos factores se llaman `{ $factor }`
duplicate-weight = Un hijo recibe dos pesos.
    .example = framework.toml línea 24: el factor `weights` da dos pesos a `staff`; dé un solo peso a cada hijo
duplicate-weight-factor = el factor `{ $factor }` da dos pesos a `{ $code }`
duplicate-weight-hint = dé un solo peso a cada hijo
empty-code-node = un nodo no tiene código
extreme-weight = Un peso es tan grande o tan pequeño que las sumas de pesos serían infinitas o cero.
    .example = structure.csv línea 4, `weight`: el peso de `staff` es `1e200`; debe ser 0, o un número de 1e-100 a 1e100
extreme-weight-hint = debe ser 0, o un número de { $low } a { $high }
goalposts = Los valores extremos que un factor hace variar pueden llegar a ser iguales o a cambiar de lado.
    .example = framework.toml línea 24: factor `posts`: los valores extremos de `staff` pueden llegar a ser iguales o a cambiar de lado; el peor valor extremo debe quedar siempre del mismo lado del mejor
goalposts-factor = factor `{ $factor }`: los valores extremos de `{ $code }` pueden llegar a ser iguales o a cambiar de lado
goalposts-hint = el peor valor extremo debe quedar siempre del mismo lado del mejor
idle-direction = Se declara una dirección para un método que no la usa.
    .example = structure.csv línea 4, `direction`: `bands` de `staff` no usa la dirección; sus puntos dicen qué es mejor: quite `direction`
idle-direction-hint = sus puntos dicen qué es mejor: quite `direction`
idle-direction-of = `{ $method }` de `{ $code }` no usa la dirección
idle-factor = Un factor no cambiaría nada.
    .example = framework.toml línea 24: el factor `weights` no se aplica a ningún nodo; nombre nodos a los que se aplique
idle-factor-aggregate = factor `{ $factor }`: cada uno de sus nodos tiene un solo hijo
idle-factor-children-hint = no cambiaría nada: nombre nodos con varios hijos
idle-factor-goalposts = factor `{ $factor }`: `{ $code }` no tiene valores extremos fijos
idle-factor-goalposts-hint = no cambiaría nada: nombre hojas con valores extremos fijos (`goalposts`)
idle-factor-nodes = el factor `{ $factor }` no se aplica a ningún nodo
idle-factor-nodes-hint = nombre nodos a los que se aplique
idle-factor-weights = factor `{ $factor }`: `{ $code }` tiene un solo hijo
idle-parameter = Una fila da un parámetro de una regla, y ni la fila, ni su nivel, ni los valores por defecto dan la regla.
    .example = structure.csv línea 4, `normalise.worst`: la fila da `worst` sin una regla `normalise`; nombre el método en la columna `normalise`, o dé la regla en `[defaults]` o en el nivel
idle-parameter-hint = nombre el método en la columna `{ $rule }`, o dé la regla en `[defaults]` o en el nivel
idle-parameter-of = la fila da `{ $parameter }` sin una regla `{ $rule }`
impossible-aggregation = Una agregación no puede admitir un hijo, cualesquiera que sean los datos.
    .example = structure.csv línea 2, `aggregate`: `geometric-mean` de `index` no puede admitir `staff`: es seguro que el puntaje de su entidad más baja es 0 o menos; desplace la escala hacia arriba, por ejemplo con `lo = 1`, o indique un `floor`
impossible-aggregation-few-weights = hay menos `weights` que hijos, y cada posición necesita un peso
impossible-aggregation-between = entre los dos marcos no es posible agregar `{ $code }`: { $why }
impossible-aggregation-low = es seguro que el puntaje de su entidad más baja es demasiado bajo para `benefit-of-the-doubt`; desplace la escala hacia arriba, por ejemplo con `lo = 1`
impossible-aggregation-lower = con tantos hijos, las participaciones `lower` suman más de 1
impossible-aggregation-many-weights = es el último hijo, y hay más `weights` que hijos
impossible-aggregation-negative = es seguro que el puntaje de su entidad más baja es menor que 0, y los puntajes deben ser al menos 0
impossible-aggregation-of = `{ $method }` de `{ $code }` no puede admitir `{ $child }`: { $why }
impossible-aggregation-upper = con tan pocos hijos, las participaciones `upper` suman menos de 1
impossible-aggregation-zero = es seguro que el puntaje de su entidad más baja es 0 o menos; desplace la escala hacia arriba, por ejemplo con `lo = 1`, o indique un `floor`
inner-with-column = Un nodo con hijos nombra una columna.
    .example = structure.csv línea 2, `column`: `index` tiene hijos y nombra la columna `total`; deje la celda vacía: una columna de los datos que se llama como el nodo se toma como su puntaje ya calculado
inner-with-column-at = `{ $code }` tiene hijos y nombra la columna `{ $column }`
inner-with-column-hint = deje la celda vacía: una columna de los datos que se llama como el nodo se toma como su puntaje ya calculado
keep-one-hint = deje solo una de las dos declaraciones
leaf-without-column = Un nodo sin hijos no nombra ninguna columna de los datos.
    .example = structure.csv línea 4, `column`: la hoja `staff` no nombra ninguna columna; nombre una columna de los datos, o dé hijos al nodo
leaf-without-column-at = la hoja `{ $code }` no nombra ninguna columna
leaf-without-column-hint = nombre una columna de los datos, o dé hijos al nodo
missing-column-structure = falta la columna `{ $column }`
missing-column-structure-hint = el encabezado es `{ $header }`
negative-weight = Un peso es negativo.
    .example = structure.csv línea 4, `weight`: el peso de `staff` es `-1`; debe ser al menos 0
no-factor = La sección `uncertainty` no declara ningún factor.
    .example = `uncertainty`: `uncertainty` no declara ningún factor; agregue `[[uncertainty.factors]]`
no-factor-declared = `uncertainty` no declara ningún factor
no-factor-hint = agregue `[[uncertainty.factors]]`
no-tree = Un marco no tiene nodos.
    .example = framework.toml: no hay árbol; ponga un `structure.csv` junto al archivo, o `[[nodes]]` dentro de él
no-tree-empty = el árbol no tiene nodos
no-tree-file = no hay árbol
no-tree-hint = ponga un `structure.csv` junto al archivo, o `[[nodes]]` dentro de él
no-tree-draft = ninguna columna podría ser un indicador: { $reasons }
no-tree-draft-codes = la tabla no tiene columnas aparte de las que dicen quiénes son las entidades
no-tree-draft-hint = una hoja necesita una columna de números, o una con unas pocas respuestas que se repiten
overlapping-factors = Dos factores hacen variar el mismo paso del mismo nodo.
    .example = framework.toml línea 30: los factores `a` y `b` hacen variar el mismo paso de `index`; el segundo sobrescribiría el primero: nombre otros nodos
overlapping-factors-hint = el segundo sobrescribiría el primero: nombre otros nodos
overlapping-factors-of = los factores `{ $first }` y `{ $second }` hacen variar el mismo paso de `{ $code }`
ragged-row-structure = la fila tiene { $fields ->
    [one] 1 campo
   *[other] { $fields } campos
}, y el encabezado tiene { $columns }
ragged-row-structure-long-hint = ponga entre comillas la celda que contiene un separador
ragged-row-structure-short-hint = complete la fila con separadores
rescale = El marco pide, para todos los puntajes de un nodo, un paso que no se puede hacer.
    .example = framework.toml línea 9, `rescale`: `ratio-to-reference` no puede volver a normalizar los puntajes de `index`, porque nombra una entidad, un período o respuestas de los datos; use otra regla, como "percentile-rank" o una referencia de la muestra
rescale-in-study = `{ $method }` de `{ $node }` considera los puntajes de una muestra que contiene más que las entidades con puesto del período, y un estudio sortea solo los puntajes de esas entidades
rescale-in-study-hint = estudie un solo período con `sample = "period"` y sin entidades que queden sin puesto, o quite los factores que están debajo del nodo
rescale-of = `{ $method }` no puede volver a normalizar los puntajes de `{ $code }`, porque nombra una entidad, un período o respuestas de los datos
rescale-of-hint = use otra regla, como "percentile-rank" o una referencia de la muestra
rescale-outside = el puntaje `{ $value }` no tiene resultado
rescale-unfit = `{ $method }` no puede volver a normalizar los puntajes de `{ $node }`: { $what }
rescale-unfit-in-period = `{ $method }` no puede volver a normalizar los puntajes de `{ $node }` en `{ $period }`: { $what }
rule-of-inner-node = Una hoja tiene una regla que se aplica a nodos con hijos.
    .example = structure.csv línea 4, `aggregate`: la hoja `staff` no tiene hijos a los que se pueda aplicar `aggregate`; deje la celda vacía
rule-of-inner-node-at = la hoja `{ $code }` no tiene hijos a los que se pueda aplicar `{ $rule }`
rule-of-inner-node-hint = deje la celda vacía
rule-of-leaf = Un nodo con hijos tiene una regla que se aplica a hojas.
    .example = structure.csv línea 2, `treat`: `index` tiene hijos, y `treat` es una regla de hojas; quítela, o ponga la regla en las hojas
rule-of-leaf-rescale-hint = ponga la regla en las hojas; `rescale` vuelve a normalizar los puntajes de un nodo
rule-of-leaf-at = `{ $code }` tiene hijos, y `{ $rule }` es una regla de hojas
rule-of-leaf-impute = `{ $code }` tiene hijos, y `{ $method }` llena solo los vacíos de las hojas
rule-of-leaf-impute-hint = los puntajes ausentes de un nodo se pueden llenar con `mean` o `median`, también dentro de grupos
rule-of-leaf-hint = quítela, o ponga la regla en las hojas
screened-available = la proporción de sus valores presentes es { $share }, y se necesita al menos { $least }
screened-named = el marco dice que se omita
screened-nonzero = la proporción de sus valores distintos de cero es { $share }, y se necesita al menos { $least }
second-root = Un segundo nodo no tiene padre.
    .example = structure.csv línea 9, `parent`: `staff` no tiene padre, pero el índice ya es `index`; dele un padre
second-root-coinr = `{ $code }` no tiene padre, y tampoco lo tiene `{ $first }`
second-root-coinr-hint = solo el índice no tiene padre
second-root-hint = dele un padre
second-root-of = `{ $code }` no tiene padre, pero el índice ya es `{ $index }`
text-and-number = Una columna se lee a la vez como números y como texto.
    .example = structure.csv línea 4, `normalise`: `size` lee la columna `team` como números, y el `map` de `kind` la lee como texto; léala de una sola de las dos maneras
text-and-number-column = `{ $code }` lee la columna `{ $column }` como números, y el `map` de `{ $map }` la lee como texto
text-and-number-hint = léala de una sola de las dos maneras
text-arithmetic = Una hoja da puntos a textos, y sus reglas los dividirían, imputarían o tratarían.
    .example = structure.csv línea 4, `normalise`: `team` da puntos a textos, que no se pueden dividir, imputar ni tratar; diga en la regla del padre para hijos ausentes qué significa una respuesta ausente
text-arithmetic-at = `{ $code }` da puntos a textos, que no se pueden dividir, imputar ni tratar
text-arithmetic-hint = diga en la regla del padre para hijos ausentes qué significa una respuesta ausente
two-parameters = Un parámetro se da dos veces.
    .example = structure.csv línea 4, `normalise.worst`: `worst` está tanto en la regla como en una columna propia; deje solo una de las dos declaraciones
two-parameters-of = `{ $parameter }` está tanto en la regla como en una columna propia
two-trees = El árbol se da dos veces.
    .example = framework.toml: el árbol está aquí, en `[[nodes]]`, y también en structure.csv; deje solo una de las dos declaraciones
two-trees-files = el árbol está aquí, en `[[nodes]]`, y también en { $file }
unknown-column-declared = `[data.columns]` declara `{ $column }`, que ninguna hoja lee
unknown-column-declared-hint = nombre una columna que lea una hoja
unknown-column-totals = `[[totals]]` nombra `{ $group }`, que no es una columna de grupos
unknown-column-totals-hint = nómbrela en `[data]`: `groups = ["{ $group }"]`
unknown-column-structure = columna desconocida `{ $column }`
unknown-level = Ningún nodo es de este nivel.
    .example = framework.toml línea 14, `levels.pilar`: ningún nodo es del nivel `pilar`; ¿quiso decir `pillar`?
unknown-level-factor = el factor `{ $factor }` nombra el nivel desconocido `{ $level }`
unknown-level-hint = nombre el `level` de un nodo
unknown-level-unused = ningún nodo es del nivel `{ $level }`
unknown-node = Ningún nodo tiene este código.
    .example = framework.toml línea 24: el factor `weights` nombra el nodo desconocido `stafff`; ¿quiso decir `staff`?
unknown-node-ancestor = `{ $method }` de `{ $leaf }` busca otras hojas debajo de `{ $name }`, y ningún nodo por encima de `{ $leaf }` tiene este código o nivel
unknown-node-ancestor-hint = los nodos por encima de la hoja son { $nodes }
unknown-node-child = factor `{ $factor }`: `{ $code }` no es hijo de un nodo al que se aplique el factor
unknown-node-child-hint = nombre los códigos de los hijos
unknown-node-classes = `[[classes]]` nombra el nodo desconocido `{ $code }`
unknown-node-without-classes = `{ $node }` no tiene clases
unknown-node-without-classes-hint = declare sus clases en `[[classes]]`
unknown-node-factor = el factor `{ $factor }` nombra el nodo desconocido `{ $code }`
unknown-node-hint = nombre el código de un nodo
unknown-parent = El padre de un nodo no existe.
    .example = structure.csv línea 4, `parent`: padre desconocido `indx` de `staff`; ¿quiso decir `index`?
unknown-parent-hint = un padre debe ser el código de otra fila
unknown-parent-of = padre desconocido `{ $parent }` de `{ $code }`
weight-missing = Un hijo no tiene peso aunque otros sí lo tienen.
    .example = structure.csv línea 4, `weight`: `staff` no tiene peso, pero otros debajo de `index` sí lo tienen; dé un peso a todos los hijos o a ninguno
weight-missing-factor = el factor `{ $factor }` no da peso a `{ $child }`, hijo de `{ $code }`
weight-missing-factor-hint = dé un peso a todos los hijos del nodo
weight-missing-hint = dé un peso a todos los hijos o a ninguno
weight-missing-of = `{ $code }` no tiene peso, pero otros debajo de `{ $parent }` sí lo tienen
weight-of = el peso de `{ $code }` es `{ $weight }`
wrong-node = Un factor nombra un nodo al que no se puede aplicar.
    .example = framework.toml línea 24: el factor `weights` no se puede aplicar a `staff`; nombre un nodo con hijos
wrong-node-hint = nombre un nodo con hijos
wrong-node-index-hint = el índice mismo no se puede omitir
wrong-node-of = el factor `{ $factor }` no se puede aplicar a `{ $code }`
zero-weight = Un nodo tiene peso cero: recibe un puntaje, pero no influye.
    .example = structure.csv línea 4, `weight`: el peso de `staff` es 0: recibe un puntaje, pero no influye
zero-weight-of = el peso de `{ $code }` es 0: recibe un puntaje, pero no influye
zero-weights = Todos los hijos de un nodo tienen peso cero.
    .example = structure.csv línea 4, `weight`: todos los pesos debajo de `index` son 0; al menos uno debe ser mayor que 0
zero-weights-hint = al menos uno debe ser mayor que 0
zero-weights-of = todos los pesos debajo de `{ $parent }` son 0

# Las reglas de un nodo, en el orden en que actúan. Los atributos dicen qué significan los parámetros de las reglas que no
# tienen métodos; en inglés los dice el código.
step-aggregate = agregación
step-denominate = división por otra columna
    .parameter-by = la columna que divide
    .parameter-otherwise = el valor donde el divisor es cero o está ausente; sin él, la hoja queda ausente allí
    .parameter-scale = un número por el que se multiplica el valor antes de dividir, como 100 para porcentajes
step-direction = dirección
    .parameter-direction = 1 si más es mejor, -1 si menos es mejor
step-impute = imputación
step-missing = si falta un componente
step-normalise = normalización
step-range = valores admitidos
    .parameter-min = el menor valor admitido
    .parameter-max = el mayor valor admitido
    .parameter-beyond = qué pasa con un número fuera del rango que no es de los datos: un vacío llenado, o un valor sorteado en un estudio; si no se indica, los vacíos llenados se rechazan y los valores sorteados se recortan
    .parameter-beyond-refuse = es un error que nombra la entidad; en un estudio, una corrida que falla
    .parameter-beyond-clip = queda el extremo más cercano del rango, y consta en la trazabilidad donde se llena un vacío
    .parameter-beyond-warn = se conserva, con una advertencia donde se llena un vacío
step-rescale = escala de los puntajes agregados
step-round = redondeo
    .parameter-digits = el número de cifras después del signo decimal, de 0 a 15
    .parameter-half = hacia dónde va un número que está justo en la mitad entre dos vecinos
    .parameter-half-even = al vecino cuya última cifra es par
    .parameter-half-away = al más alejado de cero, como en papel
    .parameter-half-up = hacia arriba, al vecino mayor
    .parameter-half-r = como R desde la versión 4.0.0: al vecino más cercano en aritmética binaria y, si no lo hay, al par
step-treat = tratamiento de valores atípicos
step-weigh = ponderación
step-within = escalas por grupo
    .parameter-group = el nombre de una columna de grupos: cada uno de sus grupos tiene su propia escala
    .parameter-least = el menor número de valores que debe tener un grupo
    .parameter-otherwise = qué pasa con un grupo que tiene menos valores, y con los valores sin grupo
    .parameter-otherwise-error = es un error que nombra el grupo
    .parameter-otherwise-sample = sus valores se llevan a la escala de toda la muestra

# El valor de un parámetro que es una lista larga.
setting-and-more = { $shown }; ... ({ $count } en total)

## Marcos de otras herramientas

missing-column-coinr = no hay una columna `{ $column }`, que COINr exige
missing-column-denominator = iData no tiene la columna `{ $column }`, por la que se divide `{ $code }`
missing-column-idata = iData no tiene la columna `{ $column }`
not-imported = Una parte de las tablas de otra herramienta no se incorpora al marco.
    .example = iMeta.csv línea 1: la columna `Weight2` no se incorpora
not-imported-empty = { $count ->
    [one] la entidad { $entities } no tiene ningún dato y se omite
   *[other] las entidades { $entities } no tienen ningún dato y se omiten
}
not-imported-groups = { $count ->
    [one] el grupo { $groups } no tiene indicadores y se omite
   *[other] los grupos { $groups } no tienen indicadores y se omiten
}
not-imported-idle = { $count ->
    [one] el indicador { $columns } tiene menos de dos valores distintos y se omite
   *[other] los indicadores { $columns } tienen menos de dos valores distintos y se omiten
}
not-imported-columns = { $count ->
    [one] la columna { $columns } no se incorpora
   *[other] las columnas { $columns } no se incorporan
}
not-imported-factor = `{ $code }` tiene un ScaleFactor y no tiene un Denominator, y por eso el factor no se incorpora
not-imported-scale-hint = --normalise { $name } las toma como parámetros de esa normalización
unknown-type = Una fila de iMeta tiene un tipo que COINr no conoce.
    .example = iMeta.csv línea 4, `Type`: el tipo de `GDP` es `Indicatr`; ¿quiso decir `Indicator`?
several-scales-coinr = iMeta tiene parámetros de varias normalizaciones: { $columns }
several-scales-coinr-hint = diga con --normalise cuál usa el índice: { $names }
unknown-type-of = el tipo de `{ $code }` es `{ $found }`

## Métodos: imputar, tratar, normalizar, agregar

cannot-fit = Un método no se puede ajustar a la muestra de una columna.
    .example = data.csv, `income`: `min-max` de `income`: los 12 valores son `4`; una columna constante no tiene escala: indique su puntaje con `constant`, use `goalposts`, u omita la columna
cannot-fit-all-leaves-hint = `of = "all"` consulta todas las hojas, no solo las que tienen el mismo padre; o llene los vacíos con otro método
cannot-fit-all-values = necesita todos los valores de la columna a la vez
cannot-fit-all-values-hint = mantenga la tabla en la memoria
cannot-fit-combination = { $column } es una combinación de las columnas anteriores
cannot-fit-combination-hint = ninguna columna puede ser una suma de otras, y debe haber más entidades que columnas; o llene los vacíos con otro método
cannot-fit-constant = { $count ->
    [one] solo una entidad tiene un valor, `{ $value }`
    [2] los dos valores son `{ $value }`
   *[other] los { $count } valores son `{ $value }`
}
cannot-fit-constant-hint = una columna constante no tiene escala: indique su puntaje con `constant`, use `goalposts`, u omita la columna
cannot-fit-correlations = { $count ->
    [0] ninguna otra hoja tiene
    [one] solo 1 hoja más tiene
   *[other] solo { $count } hojas más tienen
} una correlación con esta columna, y `best` es `{ $best }`
cannot-fit-correlations-hint = `best` debe ser como máximo el número de hojas que varían junto con esta columna en 3 o más entidades
cannot-fit-empty-base = el período `{ $period }` no tiene ningún valor
cannot-fit-empty-base-hint = nombre un período de los datos que tenga valores
cannot-fit-empty-group = { $count ->
    [one] ninguna entidad del grupo { $groups } en `{ $column }` tiene un valor
   *[other] ninguna entidad de los grupos { $groups } en `{ $column }` tiene un valor
}
cannot-fit-empty-group-and-no-group = { $count ->
    [one] ninguna entidad del grupo { $groups } en `{ $column }` tiene un valor
   *[other] ninguna entidad de los grupos { $groups } en `{ $column }` tiene un valor
}, y { $unlabelled ->
    [one] 1 entidad con un vacío no tiene
   *[other] { $unlabelled } entidades con un vacío no tienen
} grupo
cannot-fit-equal-quartiles = los dos cuartiles son `{ $value }`, de modo que cualquier otro valor sería atípico
cannot-fit-every-value = todos los valores son `{ $value }`
cannot-fit-few-entities = { $count ->
    [one] 1 entidad tiene un valor
   *[other] { $count } entidades tienen un valor
} en todas las columnas de la ecuación, y eso no basta para { $predictors ->
    [one] 1 predictor
   *[other] { $predictors } predictores
}
cannot-fit-few-entities-hint = el número de esas entidades debe superar al menos en dos al de predictores: nombre menos predictores
cannot-fit-few-pairs = { $count ->
    [0] ninguna entidad tiene un valor en ambas:
    [one] solo 1 entidad tiene un valor en ambas:
   *[other] solo { $count } entidades tienen un valor en ambas:
} { $first } y { $second }
cannot-fit-few-pairs-hint = al menos { $least } entidades deben tener ambos valores; o llene los vacíos con otro método
cannot-fit-group-goalposts = { $count ->
    [one] { $entities } pertenece al grupo `{ $group }` de `{ $column }`, que no tiene valores extremos fijos
   *[other] { $entities } pertenecen al grupo `{ $group }` de `{ $column }`, que no tiene valores extremos fijos
}
cannot-fit-group-goalposts-hint = dé a `worst` y a `best` un valor para `{ $group }`
cannot-fit-no-group-goalposts = { $count ->
    [one] { $entities } tiene un valor pero no un grupo en `{ $column }`, y por eso no tiene valores extremos fijos
   *[other] { $entities } tienen un valor pero no un grupo en `{ $column }`, y por eso no tienen valores extremos fijos
}
cannot-fit-group-unnamed-goalposts = un grupo de `{ $column }` no tiene valores extremos fijos
cannot-fit-no-group-goalposts-hint = dé un grupo a cada entidad
cannot-fit-group-hint = `otherwise = "column"` llena un vacío así a partir de toda la columna
cannot-fit-half-equal = al menos la mitad de los valores son `{ $value }`, y por eso la desviación absoluta mediana es 0
cannot-fit-lambda = los valores están separados por demasiadas potencias de diez para estimar `lambda`
cannot-fit-lambda-given-hint = indique `lambda`, por ejemplo 0 para el logaritmo
cannot-fit-lambda-hint = indique `lambda`, o deje sin tratar una columna constante
cannot-fit-leaves-constant = dejaría una columna constante: los { $count } valores serían `{ $value }`
cannot-fit-leaves-constant-hint = deje la columna sin tratar, recorte menos, o aplique un logaritmo
cannot-fit-mean = la media de la muestra es `{ $mean }`
cannot-fit-mean-band-hint = una franja alrededor de la media necesita una media mayor que 0: use `z-score` o `against-median`
cannot-fit-mean-bands-hint = las franjas que empiezan en 0 necesitan una media que sea al menos 0
cannot-fit-no-convergence = las medias y las covarianzas siguen cambiando después de { $rounds ->
    [one] 1 ronda
   *[other] { $rounds } rondas
}
cannot-fit-no-convergence-hint = permita más `rounds`, o llene los vacíos con otro método: es posible que haya muy pocos valores
cannot-fit-work-em = después de { $rounds ->
    [one] 1 ronda
   *[other] { $rounds } rondas
} las medias y las covarianzas siguen cambiando, y para { $leaves ->
    [one] 1 hoja
   *[other] { $leaves } hojas
} cada ronda más toma cerca de { $millions } millones de multiplicaciones, más de lo que permite `work`
cannot-fit-work-em-hint = reparta las hojas entre más nodos, llene los vacíos con otro método o permita más `work`
cannot-fit-work-regression = las correlaciones de { $leaves ->
    [one] 1 hoja
   *[other] { $leaves } hojas
} con { $others ->
    [one] otra hoja
   *[other] otras { $others } hojas
} en { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
} tomarían cerca de { $work } mil millones de multiplicaciones, más de lo que permite `work`
cannot-fit-work-regression-hint = nombre en `on` las hojas de las que depende, llene los vacíos con otro método o permita más `work`
cannot-fit-no-deviation = { $column } no varía, o sus valores son demasiado grandes para una desviación estándar
cannot-fit-no-deviation-hint = cada columna debe tener dos valores distintos; o llene los vacíos con otro método
cannot-fit-no-group = { $count ->
    [one] 1 entidad con un vacío no tiene
   *[other] { $count } entidades con un vacío no tienen
} grupo en `{ $column }`
cannot-fit-no-group-column = los datos no tienen la columna de grupos `{ $column }`
cannot-fit-no-group-column-hint = nombre uno de los `groups` de `[data]` cuya columna esté en los datos
cannot-fit-no-leaf = `{ $code }` no es otra hoja que los datos midan
cannot-fit-no-leaf-hint = indique el código de otra hoja cuya columna esté en los datos
cannot-fit-no-other-leaf = ninguna otra hoja está en los datos
cannot-fit-no-scale = { $column } no tiene ningún valor, y por eso no tiene escala
cannot-fit-no-sibling = ninguna otra hoja con el mismo padre tiene un valor
cannot-fit-no-sibling-hint = los datos deben contener otra hoja con el mismo padre; o llene los vacíos con otro método
cannot-fit-no-time = las filas con un vacío no tienen un período que sea un número
cannot-fit-untimed = el período de `{ $entity }` no es un número, y por eso no se conoce su lugar en el tiempo
cannot-fit-no-time-hint = nombre la columna de los años como `period` en `[data]`, o llene los vacíos con otro método
cannot-fit-no-value = ninguna entidad tiene un valor
cannot-fit-no-value-hint = deje los vacíos con `none`, o dé un valor con `constant`
cannot-fit-nothing-to-compare = en los datos no hay ninguna otra hoja que varíe y que permita comparar las entidades
cannot-fit-one-value = { $column } tiene solo el valor `{ $value }`, y por eso no tiene escala
cannot-fit-one-value-hint = deje los vacíos con `none`, o llénelos con `mean` o `constant`
cannot-fit-outliers-hint = use `percentile` o `caps`, o deje la columna sin tratar
cannot-fit-poor-reference = la referencia, `{ $reference }`, no es mejor que el peor valor, `{ $worst }`
cannot-fit-poor-reference-hint = la referencia debe ser mejor que el peor valor de la muestra
cannot-fit-predictor = entre las entidades que tienen todas las columnas, `{ $code }` no varía o es una combinación de los predictores anteriores
cannot-fit-predictor-hint = quítela de los predictores
cannot-fit-ratio = la referencia es `{ $reference }`
cannot-fit-ratio-hint = una razón necesita una referencia mayor que 0: use `distance-to-reference` o `min-max`
cannot-fit-reference-entity = la entidad de referencia `{ $code }` no tiene ningún valor en la muestra
cannot-fit-reference-entity-hint = nombre una entidad que tenga un valor, o impútelo
cannot-fit-reference-in-period = la entidad de referencia `{ $code }` no tiene ningún valor en el período `{ $period }`
cannot-fit-reference-in-period-hint = nombre una entidad y un período que tengan un valor, o impútelo
cannot-fit-reference-periods = la muestra contiene { $count } filas de la entidad de referencia `{ $code }`, una por cada período
cannot-fit-reference-periods-hint = diga cuál es la referencia, como en {"{"} entity = "{ $code }", period = "2015" {"}"}
cannot-fit-robust-hint = use `z-score`, `percentile-rank` o `min-max`
cannot-fit-too-large = su rango, su media o su desviación estándar es demasiado grande o demasiado pequeña para almacenarse
cannot-fit-too-large-hint = exprese la columna en otras unidades
cannot-fit-untreated-hint = deje sin tratar una columna constante
column-itself = la columna misma
column-of-leaf = la columna de `{ $code }`
outside-domain = Un valor está fuera de los valores para los que un método tiene un resultado.
    .example = data.csv línea 7, `income`, entidad `A`: `-3` no tiene puntaje en `income`; el logaritmo necesita un valor mayor que 0
outside-domain-answer-hint = las respuestas de la lista son { $answers }
outside-domain-curve-hint = la potencia { $exponent } de una escala necesita valores cuyo puntaje sea al menos `lo`; con valores extremos fijos, `clip = "below"` recorta los demás
outside-domain-every-number-hint = todo número finito tiene un resultado
outside-domain-log-hint = el logaritmo necesita un valor mayor que { $bound }
outside-domain-power-hint = la potencia { $exponent } necesita un valor que sea al menos 0 y cuya potencia siga siendo un número finito
outside-domain-ratio-hint = si menos es mejor, la razón necesita un valor mayor que 0
outside-domain-root-hint = la raíz cuadrada necesita un valor que sea al menos { $bound }
outside-domain-sample-hint = el logaritmo necesita un valor dentro del rango de la muestra
outside-domain-too-large-hint = el resultado sería demasiado grande para almacenarse: exprese la columna en otras unidades
outside-domain-transform-hint = la transformación necesita un valor mayor que { $bound }

## Auditoría: lo que un lector cuidadoso preguntaría sobre un resultado

clipped = Un valor está fuera de la escala de su hoja y cuenta como el extremo de la escala.
    .example = data.csv línea 7, `staff`, entidad `05001`: `2120` está fuera de la escala de `S2` y cuenta como un extremo de ella; así se ve la pérdida de un signo decimal
clipped-value = `{ $value }` está fuera de la escala de `{ $node }` y cuenta como un extremo de ella
clipped-hint = así se ve la pérdida de un signo decimal

granted-score = Una entidad recibe un puntaje aunque no hay por cuánto dividir.
    .example = data.csv línea 7, `open-data`, entidad `05001`: `D1` da el puntaje `1` porque `data-sets` es cero o está ausente, lo que aporta 0,02500 al índice; revise `otherwise` de la hoja
granted-score-alone = `{ $node }` da el puntaje `{ $score }` porque `{ $by }` es cero o está ausente
granted-score-value = `{ $node }` da el puntaje `{ $score }` porque `{ $by }` es cero o está ausente, lo que aporta { $worth } al índice
granted-score-hint = revise `otherwise` de la hoja

open-order = El orden de dos entidades vecinas en el ranking depende de menos que la precisión de los datos.
    .example = data.csv línea 7, entidad `05001`: `05001` (0,60512) está por encima de `05002` (0,60498), pero media unidad de las últimas cifras de los datos puede mover su diferencia en 0,0021; considere iguales sus puestos
open-order-pair = `{ $above }` ({ $high }) está por encima de `{ $below }` ({ $low }), pero media unidad de las últimas cifras de los datos puede mover su diferencia en { $open }
open-order-hint = considere iguales sus puestos

order-not-judged = No se sabe si el orden de entidades vecinas en el ranking depende de menos que la precisión de los datos.
    .example = data.csv: `I` compara las entidades entre sí, así que no se puede saber entre qué entidades vecinas las cifras de los datos dejan abierto el orden; `icip robustness` muestra qué tan seguro es cada puesto
order-not-judged-comparing = { $count ->
    [one] { $nodes } compara las entidades entre sí
   *[other] { $nodes } comparan las entidades entre sí
}, así que no se puede saber entre qué entidades vecinas las cifras de los datos dejan abierto el orden
order-not-judged-scores = habría que calcular { $scores } puntajes para saber entre qué entidades vecinas las cifras de los datos dejan abierto el orden, y se permiten 10000000000
order-not-judged-columns = { $count ->
    [one] el índice no tiene puntaje cuando { $columns } se mueve en media unidad de su última cifra
   *[other] el índice no tiene puntaje cuando { $columns } se mueven en media unidad de su última cifra
}, así que el orden puede estar abierto entre más entidades vecinas que las nombradas
order-not-judged-hint = `icip robustness` muestra qué tan seguro es cada puesto

outlier = Un valor está lejos de los demás valores de su columna.
    .example = data.csv línea 7, `income`, entidad `05001`: `20000` está lejos de los demás valores, que se esperan entre -0,25 y 42,7; revise la unidad y el signo decimal, o trate la columna
outlier-value = `{ $value }` está lejos de los demás valores, que se esperan entre { $low } y { $high }
outlier-hint = revise la unidad y el signo decimal, o trate la columna

## Gráficos: sus palabras, y lo que dicen a quienes no los ven

chart-absent = sin puntaje
chart-change = { $entity }: del puesto { $before } al puesto { $rank }
chart-change-new = { $entity }: puesto { $rank }, sin puesto anterior
chart-change-of = Puestos de { $before } y de { $period }
chart-distribution-marked = { $all }; { $entity }: { $score }
chart-distribution-of = Distribución de los puntajes: { $name }
chart-distribution-said = { $count ->
    [one] 1 entidad
   *[other] { $count } entidades
}; puntaje mínimo { $lowest }, primer cuartil { $first }, mediana { $median }, tercer cuartil { $third }, puntaje máximo { $highest }
chart-distributions = Distribución de los puntajes en los nodos superiores
chart-distributions-of = { $entity } entre todas las entidades
chart-intervals-of = Los puestos y qué tan seguros son
chart-legend-declared = puesto declarado
chart-legend-entity = puntaje
chart-legend-half = 50 % de las corridas
chart-legend-median = puesto mediano
chart-legend-median-of = mediana de { $others }
chart-legend-median-score = mediana
chart-legend-ninety = 90 % de las corridas
chart-legend-quartiles = del primer al tercer cuartil
chart-more = { $count ->
    [one] no se muestra 1 entidad más
   *[other] no se muestran { $count } entidades más
}
chart-new = nueva
chart-no-score = ninguna entidad tiene puntaje
chart-node-score = { $node }: { $score }
chart-node-score-median = { $node }: { $score } (mediana { $median })
chart-others-all = { $count ->
    [one] 1 entidad
   *[other] las { $count } entidades
}
chart-others-group = { $count ->
    [one] 1 entidad de { $group }
   *[other] las { $count } entidades de { $group }
}
chart-own-scales = cada nodo en su propia escala
chart-profile-of = Puntajes de { $entity }
chart-profile-said = { $nodes }. En comparación con { $others }.
chart-rank = puesto { $rank } de { $last }
chart-rank-interval = puesto { $rank } de { $last }; 90 %: { $low }–{ $high }; 50 %: { $lower }–{ $upper }; mediana { $median }
chart-ranked = { $rank }. { $entity }: { $index }
chart-ranking-of = Ranking según el índice
chart-ranking-said = { $count ->
    [one] 1 entidad
   *[other] { $count } entidades
}, de las que se muestran { $shown }. Las primeras: { $first }.
chart-ranks-of = Puesto de { $name } y qué tan seguro es
chart-scatter-of = { $a } y { $b }
chart-scatter-said = { $count ->
    [one] 1 entidad
   *[other] { $count } entidades
} con puntaje en ambos nodos. Mediana de { $a }: { $median_a }; mediana de { $b }: { $median_b }. Las líneas discontinuas están en las medianas.
chart-source = { $title }. { $edition }.
chart-source-without-edition = { $title }.
chart-tier = Escalón { $tier }
chart-tier-note = Dentro de un escalón, el orden no significa nada.
chart-tree-hatched = Con rayas: lo que el nodo pesa en el índice depende de los puntajes; se dibuja como una parte igual, o según su peso en el nodo superior.
chart-tree-of = Árbol del índice y peso de sus nodos
chart-tree-said = { $nodes ->
    [one] 1 nodo
   *[other] { $nodes } nodos
} en { $levels ->
    [one] 1 nivel
   *[other] { $levels } niveles
}; el ancho de cada uno es su peso en el índice. { $upper }.
chart-weight-in-index = { $node }: { $weight } % del índice
chart-weight-in-parent = { $node }: { $weight } % del nodo superior
chart-weight-unknown = { $node }: su peso depende de los puntajes

## Ponderación

doubtful-weights = Conviene revisar los pesos que encontró un método.
    .example = structure.csv línea 2, `weigh`: la razón de consistencia es 0,431, mayor que 0,1: las comparaciones se contradicen entre sí
doubtful-weights-consistency = la razón de consistencia es { $ratio }, mayor que 0,1: las comparaciones se contradicen entre sí
doubtful-weights-constant = { $count ->
    [one] { $children } tiene el mismo puntaje para todas las entidades, y por eso el peso 0
   *[other] { $children } tienen el mismo puntaje para todas las entidades, y por eso el peso 0
}
doubtful-weights-few = los pesos se obtienen de { $count } de { $all } entidades, las que tienen un puntaje en todos los hijos
doubtful-weights-loading = { $count ->
    [one] { $children } tiene una carga negativa en el primer componente: va en sentido contrario al de los demás hijos
   *[other] { $children } tienen una carga negativa en el primer componente: van en sentido contrario al de los demás hijos
}
doubtful-weights-negative = { $count ->
    [one] { $children } tendría un peso negativo y recibe el peso 0
   *[other] { $children } tendrían pesos negativos y reciben el peso 0
}
doubtful-weights-points = los puntos de los expertos suman totales distintos, entre `{ $low }` y `{ $high }`; todos los expertos cuentan lo mismo
doubtful-weights-steps = no se encontró una solución en { $steps } pasos: los pesos son los mejores hasta ahora
doubtful-weights-target = ningún conjunto de pesos que sean al menos 0 alcanza el objetivo: la participación de { $children } se aparta de él en { $gap }
weights = Los pesos de los hijos de un nodo no se pueden encontrar.
    .example = structure.csv línea 2, `weigh`: `budget` de `index`: el experto `ana` no asigna puntos a `staff`; cada experto debe asignar puntos a todos los hijos
weights-comparisons = se comparan { $count } hijos
weights-comparisons-hint = puede haber como máximo { $most } hijos, porque las personas no pueden comparar más: ponga algunos de ellos debajo de nodos propios
weights-constant = { $count ->
    [one] { $children } tiene el mismo puntaje para todas las entidades que tienen un puntaje en todos los hijos
   *[other] { $children } tienen el mismo puntaje para todas las entidades que tienen un puntaje en todos los hijos
}
weights-constant-hint = un hijo constante no tiene correlaciones: póngalo en otro lugar, o pondere los hijos con otra regla
weights-contradiction = los hijos se contradicen entre sí: ninguna media ponderada tiene una correlación positiva con todos ellos
weights-contradiction-hint = la suma de las correlaciones debe ser mayor que 0: revise las direcciones
weights-dependent = algunos hijos son combinaciones de otros
weights-dependent-hint = sus pesos no se pueden separar: omita uno de estos hijos
weights-entities = solo { $count ->
    [one] 1 entidad tiene un puntaje en todos los hijos
   *[other] { $count } entidades tienen un puntaje en todos los hijos
}
weights-entities-hint = para ponderar según los puntajes se necesitan al menos { $least } entidades así
weights-entropy-hint = las participaciones necesitan puntajes que sean al menos 0: indique un `shift`
weights-expert-hint = cada experto debe asignar puntos a todos los hijos
weights-expert-left-out = el experto `{ $expert }` no asigna puntos a `{ $code }`
weights-expert-no-child = el experto `{ $expert }` asigna puntos a `{ $code }`, que no es hijo de este nodo
weights-expert-points = los puntos del experto `{ $expert }` no tienen una suma positiva
weights-factors = se piden { $factors } factores, y hay { $children ->
    [one] 1 hijo
   *[other] { $children } hijos
}
weights-factors-hint = hay como máximo tantos factores como hijos
weights-gini-hint = el coeficiente de Gini necesita puntajes que sean al menos 0: desplace la escala hacia arriba, por ejemplo con `lo = 0`
weights-in-period-hint = { $hint }; con `sample = "all"`, las filas de todos los períodos cuentan juntas
weights-left-out = `{ $key }` omite `{ $code }`
weights-matrix = `matrix` tiene { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
} para { $children ->
    [one] 1 hijo
   *[other] { $children } hijos
}
weights-matrix-hint = `matrix` debe tener una fila y una entrada por cada hijo, en el orden del marco
weights-method = `{ $method }` de `{ $code }`: { $what }
weights-method-in-period = `{ $method }` de `{ $code }` en el período `{ $period }`: { $what }
weights-negative-scores = { $count ->
    [one] { $children } tiene puntajes menores que 0
   *[other] { $children } tienen puntajes menores que 0
}
weights-no-child = `{ $key }` nombra `{ $code }`, que no es hijo de este nodo
weights-no-inverse = la matriz de correlaciones no tiene inversa
weights-no-inverse-hint = ningún hijo se debe poder deducir de los demás, y debe haber más entidades que hijos
weights-none = según esta regla, ningún hijo tiene peso
weights-unconnected = ninguna comparación conecta `{ $code }` con `{ $first }`
weights-unconnected-hint = compare al menos tantos pares como se necesiten para llegar a cada hijo desde el primero
weights-none-hint = los puntajes de los hijos deben diferir entre entidades, y no ser ni muy grandes ni muy pequeños
weights-order-hint = `order` debe nombrar cada hijo una sola vez
weights-scores = los puntajes son demasiado grandes o demasiado pequeños para calcular sus correlaciones
weights-scores-hint = los puntajes no deben ser ni muy grandes ni muy pequeños
weights-screen = { $count ->
    [one] `available` de las entidades se cuenta por peso, y { $nodes } no tiene peso
   *[other] `available` de las entidades se cuenta por peso, y { $nodes } no tienen peso
} antes de que haya puntajes: una agregación por encima no usa pesos, o los pesos se obtienen de los puntajes
weights-screen-hint = las entidades se omiten antes de que se calcule cualquier puntaje, así que use `by = "count"`
weights-target = los números de `target` no tienen una suma positiva
weights-target-hint = `target` debe tener un número para cada hijo
weights-twice = `{ $key }` nombra `{ $code }` dos veces
weights-two-components = los dos valores propios más grandes son `{ $value }`
weights-two-components-hint = debe haber un solo primer componente: los hijos sin correlación no tienen ninguno

## Robustez

# Sugerencias que comparten varios códigos de esta sección.
at-least-zero = debe ser un número finito que sea al menos 0
finite-number = debe ser un número finito
from-zero-to-one = debe ser de 0 a 1
one-per-child = debe haber uno por cada uno de los { $children } hijos

constraint = Una restricción lineal sobre los pesos tiene un número equivocado de coeficientes, un número que no es finito, o solo coeficientes de 0.
    .example = `w1 >= w2`: la restricción tiene 2 coeficientes; debe haber uno por cada uno de los 3 hijos
constraint-length = { $count ->
    [one] la restricción tiene 1 coeficiente
   *[other] la restricción tiene { $count } coeficientes
}
constraint-not-finite = la restricción tiene un número que no es finito
constraint-not-finite-hint = los coeficientes y el límite inferior deben ser finitos
constraint-zero = todos los coeficientes de la restricción son 0
constraint-zero-hint = nombre dos hijos distintos del nodo, o indique un coeficiente distinto de 0

drawn-weights = Un método calcula los pesos de un nodo a partir de puntajes que cambia un factor incierto.
    .example = `index`: `entropy` calcula los pesos de los hijos de `index` a partir de sus puntajes, que cambia un factor; dé los pesos en el marco, o haga que el factor cambie otros nodos
drawn-weights-of = `{ $method }` calcula los pesos de los hijos de `{ $node }` a partir de sus puntajes, que cambia un factor
drawn-weights-of-hint = dé los pesos en el marco, o haga que el factor cambie otros nodos

empty-weight-set = Ningún conjunto de pesos cumple todos los límites y todas las restricciones.
    .example = los pesos más bajos suman `1.1`; deben sumar como máximo 1
empty-weight-set-lowest = los pesos más bajos suman `{ $sum }`
empty-weight-set-lowest-hint = deben sumar como máximo 1
empty-weight-set-highest = los pesos más altos suman `{ $sum }`
empty-weight-set-highest-hint = deben sumar al menos 1
empty-weight-set-constraints = { $count ->
    [0] no hay pesos que estén dentro de los intervalos
    [one] no hay pesos dentro de los intervalos que cumplan la restricción { $constraints }
   *[other] no hay pesos dentro de los intervalos que cumplan a la vez las restricciones { $constraints }
}
empty-weight-set-constraints-hint = quite una restricción, o amplíe un intervalo

failing-alternative = Con una alternativa de un factor, los puntajes no se pueden calcular cuando todo lo demás está como se declaró.
    .example = `mean`: la alternativa 2 (`geometric-mean`) del factor `mean` falla con todo lo demás como se declaró: data.csv línea 4, `a`, entidad `X`: `geometric-mean` de `p`: el hijo `a` tiene el puntaje `0`; las corridas con ella pueden fallar; las corridas fallidas se cuentan y se omiten
failing-alternative-why = la alternativa { $number } (`{ $name }`) del factor `{ $factor }` falla con todo lo demás como se declaró: { $why }
failing-alternative-why-hint = las corridas con ella pueden fallar; las corridas fallidas se cuentan y se omiten

idle-factor-in-data = el factor `{ $factor }` no cambia nada en estos datos
idle-factor-in-data-hint = quite el factor, o nombre otros nodos
idle-factor-undeclared = los pesos debajo de `{ $node }` no cambian ningún puntaje en estos datos, y no se declara que varíe nada más
idle-factor-undeclared-hint = indique en `[uncertainty]` qué varía

impossible-factor = Un factor no se puede sortear para una de sus hojas.
    .example = `error`: factor `error`: no existe la columna `x_se` con los errores estándar de `x`; agregue la columna, o indique el tamaño del error con un número
impossible-factor-gaps = factor `{ $factor }`: los datos faltantes de `{ $leaf }` no se pueden sortear
impossible-factor-gaps-hint = nombre hojas cuya columna contenga números que no se dividan por otra columna
impossible-factor-no-column = factor `{ $factor }`: no existe la columna `{ $column }` con los errores estándar de `{ $leaf }`
impossible-factor-no-column-hint = agregue la columna, o indique el tamaño del error con un número
impossible-factor-size = factor `{ $factor }`: la columna `{ $column }` no tiene ningún valor, o tiene uno negativo, para la entidad `{ $entity }`
impossible-factor-size-hint = cada valor necesita un error que sea al menos 0
impossible-factor-words = factor `{ $factor }`: `{ $leaf }` contiene respuestas en palabras, que no tienen error de medición
impossible-factor-words-hint = nombre hojas cuya columna contenga números

interval = El intervalo de un peso no está entre 0 y 1, o sus extremos están invertidos.
    .example = `child 2`: el peso más bajo `0.4` es mayor que el peso más alto `0.3`; el peso más bajo debe ser como máximo el más alto
interval-outside = el peso va de `{ $low }` a `{ $high }`
interval-outside-hint = los dos extremos deben ser de 0 a 1
interval-reversed = el peso más bajo `{ $low }` es mayor que el peso más alto `{ $high }`
interval-reversed-hint = el peso más bajo debe ser como máximo el más alto

no-child = Un nodo no tiene ningún hijo que le pueda dar un puntaje o recibir un peso.
    .example = `p`: se omiten todos los hijos de `p`
no-child-left = se omiten todos los hijos de `{ $node }`
no-child-to-weigh = no hay ningún hijo que ponderar
no-child-to-weigh-hint = indique el intervalo de al menos un hijo
no-child-without = sin este nodo no quedaría nada del índice

no-entity = No hay ninguna entidad con este número.
    .example = no existe la entidad `9`; las entidades se numeran de 0 a 4
no-entity-at = no existe la entidad `{ $entity }`
no-entity-at-hint = las entidades se numeran de 0 a { $last }

no-exact-answer = La pregunta no tiene respuesta exacta para este marco y estos datos. Los sorteos aleatorios la pueden responder de manera aproximada.
    .example = `minimum` de `index` no es una media ni una suma ponderada de sus hijos; solo `arithmetic-mean`, `weighted-sum` y `geometric-mean` tienen respuestas exactas sobre los pesos; sin --exact ni --overtake, los sorteos aleatorios responden para cualquier agregación
no-exact-answer-absent = `{ $node }` o el índice no tiene puntaje para una entidad
no-exact-answer-absent-hint = nombre un nodo que tenga un puntaje para cada entidad con puesto
no-exact-answer-absent-child = `{ $child }` no tiene puntaje para { $entities }, y por eso allí sus hermanos pesan más
no-exact-answer-absent-child-hint = cada entidad con puesto necesita un puntaje en todos los hijos; sin --exact ni --overtake, los sorteos aleatorios responden también cuando hay vacíos
no-exact-answer-first = la entidad `{ $entity }` tiene el puntaje más alto y no puede ganar ningún puesto
no-exact-answer-first-hint = pregunte por una entidad que no sea la primera
no-exact-answer-gain = `{ $node }` de la entidad `{ $entity }`: { $why }
no-exact-answer-gain-hint = pida menos puestos, o nombre un nodo que cuente más
no-exact-answer-gain-influence-hint = nombre un nodo que cuente en el índice de la entidad
no-exact-answer-leaf = `{ $node }` es una hoja
no-exact-answer-leaf-hint = nombre un nodo que tenga hijos
no-exact-answer-no-index = una entidad no tiene índice
no-exact-answer-no-index-hint = pregunte por entidades con puesto
no-exact-answer-no-score = `{ $node }` no tiene puntaje para la entidad `{ $entity }`
no-exact-answer-no-score-hint = nombre un nodo que tenga un puntaje para la entidad
no-exact-answer-not-computed = en estos datos, el puntaje de `{ $node }` no se calcula a partir de sus hijos
no-exact-answer-not-computed-hint = nombre un nodo cuyo puntaje se calcule
no-exact-answer-not-linear = `{ $method }` de `{ $node }` no es una media ni una suma ponderada de sus hijos
no-exact-answer-not-linear-hint = solo `arithmetic-mean`, `weighted-sum` y `geometric-mean` tienen respuestas exactas sobre los pesos; sin --exact ni --overtake, los sorteos aleatorios responden para cualquier agregación
no-exact-answer-not-linear-below = `{ $method }` de `{ $node }`, un nodo debajo del índice, no es una media aritmética de sus hijos
no-exact-answer-not-linear-below-hint = debajo del índice, solo `arithmetic-mean` tiene respuestas exactas sobre los pesos; sin --exact ni --overtake, los sorteos aleatorios responden para cualquier agregación
no-exact-answer-one-child = `{ $node }` tiene un solo hijo, cuyo peso no cambia nada
no-exact-answer-one-child-hint = nombre un nodo con varios hijos
no-exact-answer-rounded-ranks = los puestos son los de puntajes redondeados (`on` en `[rank]`), que se mueven a saltos y no en proporción a un peso o a un puntaje
no-exact-answer-rounded-ranks-hint = quite `on` para obtener una respuesta exacta; con `on`, los sorteos aleatorios responden sin --exact ni --overtake, y `--gain ENTITY`, sin más valores, responde para cada hoja
no-exact-answer-rounds = `{ $node }` redondea sus puntajes (`round`), que entonces se mueven a saltos y no en proporción a un peso o a un puntaje
no-exact-answer-rounds-hint = quite `round` de este nodo para obtener una respuesta exacta; con `round`, los sorteos aleatorios responden sin --exact ni --overtake, y `--gain ENTITY`, sin más valores, responde para cada hoja
no-exact-answer-sets = { $count ->
    [one] los pesos son los de 1 conjunto
   *[other] los pesos son los de uno de `{ $count }` conjuntos
}
no-exact-answer-sets-hint = no puede haber pesos intermedios entre los conjuntos; los sorteos aleatorios dan los puestos de cada conjunto
no-exact-answer-slope = lo que `{ $child }` aporta a `{ $parent }` depende de los puntajes
no-exact-answer-slope-hint = solo en `arithmetic-mean` y `weighted-sum` vale un punto lo mismo en todas partes; `--gain ENTITY`, sin más valores, responde para cada hoja
no-exact-answer-unbounded = ninguna regla limita hacia arriba los puntajes de `{ $node }`
no-exact-answer-unbounded-hint = nombre un nodo cuya escala tenga un extremo superior, como la de `goalposts` o la de `min-max`; `--gain ENTITY`, sin más valores, responde para cada hoja

# Por qué no se pueden ganar puestos, dentro de no-exact-answer-gain.
no-gain-entity = no existe la entidad `{ $entity }`
no-gain-influence = el puntaje no cambia el índice
no-gain-limit = el puntaje tendría que ser `{ $needed }`, por encima de su límite; en el límite, el puesto es `{ $rank }`
no-gain-numbers = los números no son los de una escala: todos deben ser finitos, el peso al menos 0, y el puntaje como máximo su límite
no-gain-places = { $most ->
    [0] la entidad tiene el puesto `{ $rank }` y no puede ganar ningún puesto
    [one] la entidad tiene el puesto `{ $rank }` y puede ganar como máximo 1 puesto
   *[other] la entidad tiene el puesto `{ $rank }` y puede ganar como máximo { $most } puestos
}

no-factor-choice = el factor número { $factor } no elige entre reglas

no-index = En una corrida, una entidad no tiene índice.
    .example = data.csv línea 3, entidad `X`: la entidad no tiene índice en esta corrida
no-index-in-run = la entidad no tiene índice en esta corrida

# Del código not-finite.
not-finite-draw = el factor `{ $factor }` sortea `{ $value }`
not-finite-draw-hint = reduzca el error
not-finite-index = el índice de la entidad { $entity } es demasiado grande para almacenarse
not-finite-index-hint = use puntajes más pequeños
not-finite-score = el puntaje de la entidad { $entity } es `{ $score }`
not-finite-through = la entidad { $entity } tiene la participación `{ $share }` y el resto `{ $rest }`
not-finite-through-hint = ambos deben ser números finitos

# Del código not-positive.
not-positive-child = `{ $method }` de `{ $node }`: el hijo `{ $child }` tiene el puntaje `{ $score }`
not-positive-above-hint = los puntajes deben ser mayores que 0
not-positive-at-least-hint = los puntajes deben ser al menos 0
not-positive-at-least-or-floor-hint = los puntajes deben ser al menos 0, o indique un `floor` en la agregación
not-positive-mean = `{ $method }` de `{ $node }`: la media de los hijos es `{ $mean }`
not-positive-mean-hint = la media de los hijos debe ser mayor que 0
not-positive-or-floor-hint = los puntajes deben ser mayores que 0, o indique un `floor` en la agregación

nothing-to-rank = Menos de dos entidades tienen un puntaje, así que no hay un orden.
    .example = 1 fila tiene puesto; al menos dos entidades deben tener un puntaje
nothing-to-rank-count = { $count ->
    [0] ninguna fila tiene puesto
    [one] 1 fila tiene puesto
   *[other] { $count } filas tienen puesto
}
nothing-to-rank-count-hint = al menos dos entidades deben tener un puntaje
nothing-to-rank-empty = el número de columnas de puntajes es { $children }, y el de entidades es { $entities }
nothing-to-rank-empty-hint = dé los puntajes de al menos un hijo y una entidad
nothing-to-rank-left = { $count ->
    [0] ninguna entidad conserva su puntaje
    [one] 1 entidad conserva su puntaje
   *[other] { $count } entidades conservan sus puntajes
}

same-alternatives = Dos alternativas de un factor dan los mismos puntajes en estos datos.
    .example = `scale`: las alternativas 1 (`min-max`) y 2 (`goalposts`) del factor `scale` dan los mismos puntajes en estos datos
same-alternatives-in-data = las alternativas { $one } (`{ $one_name }`) y { $other } (`{ $other_name }`) del factor `{ $factor }` dan los mismos puntajes en estos datos

scores-differ = Dos listas que deben tener un puntaje por entidad difieren en su longitud.
    .example = `child 2`: la lista tiene 4 puntajes; debe haber uno por cada una de las 5 entidades
scores-differ-count = { $count ->
    [one] la lista tiene 1 puntaje
   *[other] la lista tiene { $count } puntajes
}
scores-differ-count-hint = debe haber uno por cada una de las { $entities } entidades

share = Una proporción está fuera de su rango.
    .example = la proporción es `1.5`; debe ser de 0 a 1
share-value = la proporción es `{ $share }`

tolerance = Una tolerancia es negativa o no es finita.
    .example = la tolerancia es `-1`; debe ser un número finito que sea al menos 0
tolerance-value = la tolerancia es `{ $tolerance }`

unknown-period-choose-hint = nombre uno de { $periods }
unknown-period-named = ninguna fila es del período `{ $period }`
unknown-period-several = los datos tienen { $count } períodos, y los puestos de las entidades se asignan dentro de un período

unsolved = Un programa lineal no tiene respuesta, o el algoritmo no la encontró.
    .example = el algoritmo no encontró pesos en un conjunto que sí los tiene; el conjunto es tan estrecho que decide el redondeo: amplíe un intervalo o una restricción
unsolved-node = `{ $method }` de `{ $node }`: no se pudieron calcular los pesos que más convienen a esta entidad
unsolved-node-hint = lleve los puntajes de los hijos a magnitudes más parecidas, por ejemplo normalizándolos
unsolved-programme = no se pudo resolver un programa lineal sobre los pesos: `{ $error }`
unsolved-programme-hint = lleve los puntajes y las restricciones a magnitudes más parecidas
unsolved-shares = `{ $method }` de `{ $node }`: { $count ->
    [one] solo 1 hijo tiene un puntaje, y su participación puede ser como máximo `{ $upper }` del total
   *[other] solo { $count } hijos tienen un puntaje, y la participación de cada uno puede ser como máximo `{ $upper }` del total
}
unsolved-shares-hint = aumente `upper`, o exija más hijos con la regla `missing`
unsolved-thin-set = el algoritmo no encontró pesos en un conjunto que sí los tiene
unsolved-thin-set-hint = el conjunto es tan estrecho que decide el redondeo: amplíe un intervalo o una restricción

weight = Un número no puede ser un peso, o los pesos no suman 1.
    .example = los pesos suman `1.2`; divídalos por su suma
weight-negative = el peso es `{ $weight }`
weight-sum = los pesos suman `{ $sum }`
weight-sum-hint = divídalos por su suma

weight-missing-bounds = el peso de `{ $child }` no tiene límites
weight-missing-bounds-hint = indique límites para los pesos de todos los hijos

weights-differ = No hay tantos pesos como hijos tiene el nodo.
    .example = los pesos son para 2 hijos; el nodo tiene 3 hijos
weights-differ-children = { $children ->
    [one] los pesos son para 1 hijo
   *[other] los pesos son para { $children } hijos
}
weights-differ-children-hint = { $children ->
    [one] el nodo tiene 1 hijo
   *[other] el nodo tiene { $children } hijos
}
weights-differ-nominal = { $count ->
    [one] hay 1 peso nominal
   *[other] hay { $count } pesos nominales
}

# Errores de las funciones que trabajan solo con números; no tienen código.
design-base-rows = hay `{ $rows }` filas base; debe haber de 2 a { $most }, de preferencia una potencia de 2
design-no-input = un diseño necesita al menos una entrada incierta
sensitivity-incomplete = `{ $runs }` corridas no son un número entero de filas base de `{ $per_row }` corridas
sensitivity-too-few = solo `{ $kept }` de `{ $rows }` filas base no tienen corridas fallidas; debe haber al menos 2
stopped-runs = { $count ->
    [one] el estudio se detuvo después de 1 corrida
   *[other] el estudio se detuvo después de { $count } corridas
}
summary-bounds = los límites de los puntajes son `{ $low }` y `{ $high }`; deben ser dos números finitos, primero el menor
summary-pairs = los pares de `{ $entities }` entidades no se pueden contar; puede haber como máximo { $most } entidades
tiers-error = el error de los escalones es `{ $error }`; debe ser al menos 0 y menor que 0.5
tiers-no-pairs = el resumen no tiene pares de entidades

# Lo que varía, en los documentos de resultados.
free-weights-all = todos los que suman uno
varies-best = mejor valor de { $low } a { $high }
varies-choice = { $step } de { $nodes }: uno de { $names }
varies-choice-odds = { $step } de { $nodes }: uno de { $names }, con las probabilidades { $shares }
varies-gaps = datos faltantes de { $nodes }: sorteados según `{ $draw }`
varies-goalposts = valores extremos de { $nodes }: { $posts }
varies-include = { $nodes }: cada uno se incluye con la probabilidad { $share }
varies-leaves = { $count } hojas
varies-nodes = { $count } nodos
varies-noise-column = el tamaño indicado en la columna cuyo nombre termina en `{ $suffix }`
varies-noise-deviation = { $share } de la desviación estándar
varies-noise-normal = error normal en los valores de { $nodes }: { $size }
varies-noise-share = { $share } del valor
varies-noise-uniform = error uniforme en los valores de { $nodes }: { $size }
varies-weights = pesos debajo de { $nodes }: { $draw }
varies-weights-of = pesos de { $node }
varies-weights-dirichlet = todos los que suman uno, según una distribución de Dirichlet con el parámetro { $parameter }
varies-weights-intervals = cada uno entre dos límites, y luego divididos por su suma
varies-weights-sets = { $count ->
    [one] un conjunto
   *[other] uno de { $count } conjuntos
}
varies-weights-simplex = todos los que suman uno, igual de probables
varies-weights-spread = cada uno a no más de { $share } de su valor declarado, y luego divididos por su suma
varies-worst = peor valor de { $low } a { $high }

# Las tablas de puestos en Markdown.
markdown-interval = La columna 90 % tiene los puestos que abarcan el 90 % de las corridas en las que se sortea lo que es incierto.
markdown-source = Marco `{ $framework }`. { $source }
robustness-dominance = { $above } por encima de { $below }
robustness-dominance-more = ... y { $count } más; -o DIR las escribe todas
robustness-dominance-none = ninguna entidad está por encima de otra con todos los pesos
robustness-dominance-title = por encima de otras con todos estos pesos (se omite lo que se deduce del resto):
robustness-runs = Se cuentan { $counted } de { $replicates } corridas; la semilla es { $seed }. Qué varía:
robustness-width = Ancho de los intervalos del 90 % de los puestos, en puestos: mediana de { $median } y máximo de { $largest }.

# Por qué no se puede mover un peso en la página de un informe.
weight-fixed-compares = `{ $node }` compara las entidades entre sí (`{ $method }`), lo que solo el programa puede hacer
weight-fixed-from-scores = los pesos por debajo de `{ $node }` salen de los puntajes de todas las entidades (`{ $method }`), de modo que nadie los elige
weight-fixed-imputed = los puntajes ausentes de `{ $node }` se completan con los de otras entidades (`{ $method }`), lo que solo el programa puede hacer
weight-fixed-rescaled = los puntajes de `{ $node }` se llevan de nuevo a una escala de todas las entidades (`{ $method }`), lo que solo el programa puede hacer
weight-fixed-screens = se excluyen entidades según los pesos de lo que tienen, de modo que con otros pesos podrían calificarse otras entidades
weight-fixed-unused = el puntaje de `{ $node }` (`{ $method }`) no usa los pesos de lo que está por debajo

## Los métodos: lo que el código dice en inglés de cada uno, en español
#
# El identificador es `method-FAMILIA-NOMBRE`; su texto es el nombre del método en palabras. Los atributos son el resumen, la
# fórmula, qué pasa con los valores ausentes o imposibles, la referencia, y qué significa cada parámetro
# (`parameter-CLAVE`) y cada palabra que un parámetro admite (`parameter-CLAVE-PALABRA`). El inglés está en el código, junto a
# cada método; `tests/tests/messages` exige que aquí esté todo, y nada más.

-handbook = Manual de la OCDE y el JRC (2008)
-workbook = libro de cálculo del piloto del ICIP (2019)

-absent-stays = un valor ausente sigue ausente
-outside-the-sample = un valor ausente sigue ausente y no forma parte de la muestra
-filled-cells = cada celda que se llena queda en la trazabilidad
-constant-column = una columna constante es un error, a menos que `constant` dé su puntaje
-rule-of-node = decide la regla del nodo para hijos ausentes
-weights-from-entities = los pesos salen de las entidades que tienen puntaje en todos los hijos, que deben ser al menos 3
-weights-from-n-entities = los pesos salen de las N entidades que tienen puntaje en todos los hijos, y N debe ser al menos 3
-constant-child = un hijo constante tiene el peso 0, con una advertencia; es un error que todos los hijos sean constantes
-present-children = sobre los hijos presentes
-weights-unused = los pesos no se usan, pero un hijo de peso 0 se omite
-negative-direction = si la dirección es negativa
-tied-ranks = los empates comparten el menor, el promedio o el mayor de sus puestos

-p-constant = el puntaje de todas las entidades cuando la columna es constante; sin él, una columna constante es un error
-p-group = el nombre de una columna de grupos: solo cuentan los valores del grupo al que pertenece el vacío
-p-otherwise = qué recibe un vacío cuyo grupo no tiene ningún valor, o que no tiene grupo
-p-otherwise-error = nada: es un error que nombra el grupo
-p-otherwise-column = lo que daría la columna completa
-p-of-parent = las hojas con el mismo padre
-p-of-all = todas las hojas del marco
-p-below = en lugar de `of`: el código o el nivel del ancestro debajo del cual están las otras hojas
-p-lo = el puntaje en el peor valor extremo
-p-hi = el puntaje en el mejor valor extremo
-p-clip = en qué extremos de la escala se recortan los puntajes
-p-clip-both = en los dos extremos
-p-clip-none = en ninguno
-p-clip-above = solo por encima de `hi`
-p-clip-below = solo por debajo de `lo`
-p-scale = en qué escala se mide la distancia entre los valores extremos
-p-scale-linear = en los valores mismos
-p-scale-log = en sus logaritmos naturales; los valores extremos se dan en las unidades de los datos
-p-power = el exponente de la parte del camino recorrida de `lo` a `hi`: menor que 1 sube los puntajes intermedios, mayor que 1 los baja
-p-ties = qué puesto comparten los valores iguales
-p-ties-minimum = el menor de sus puestos
-p-ties-average = el promedio de sus puestos
-p-ties-maximum = el mayor de sus puestos
-p-reference-max-first = con qué se comparan los valores: `max` (el mejor valor de la muestra, si no se indica otra cosa), `mean`, {"{"} value = 100 {"}"}, {"{"} entity = "CODE" {"}"} o {"{"} entity = "CODE", period = "2015" {"}"}
-p-cap-none = los puntajes que pasan de la referencia son mayores que 1
-p-cap-one = los puntajes que pasan de la referencia son 1
-p-floor = los puntajes menores que este piso cuentan como el piso; sin él, un puntaje z <= 0 es un error
-p-divisor = por cuánto se divide la suma de los cuadrados de las desviaciones

method-impute-none = sin imputación
    .summary = los vacíos quedan ausentes; las reglas de los nodos para hijos ausentes deciden qué significan
    .formula = x
    .missing = { -absent-stays }
    .reference = { -handbook }, paso 3, eliminación de casos y análisis de los casos disponibles
method-impute-zero = cero
    .summary = un vacío cuenta como cero, como en los cuestionarios en que no responder no da puntos
    .formula = 0 donde x está ausente; si no, x
    .missing = { -filled-cells }
    .reference = Índice de Gobierno Digital de la OCDE 2023, metodología: no responder da cero puntos
method-impute-constant = valor constante
    .summary = un vacío recibe un valor dado
    .formula = value donde x está ausente; si no, x
    .missing = { -filled-cells }
    .reference = { -handbook }, paso 3, imputación simple
    .parameter-value = el valor, en las unidades de la columna después de dividirla por su denominador
method-impute-mean = media
    .summary = un vacío recibe la media de los valores presentes de la muestra, o de su grupo
    .formula = sum(x) / n donde x está ausente; si no, x; sobre los n valores presentes de la muestra, o del grupo del vacío
    .missing = { -filled-cells }; una muestra o un grupo sin ningún valor, o un vacío sin grupo, es un error, a menos que otherwise = "column"
    .reference = { -handbook }, paso 3, imputación por la media no condicional; COINr i_mean, i_mean_grp
    .parameter-group = { -p-group }
    .parameter-otherwise = { -p-otherwise }
    .parameter-otherwise-error = { -p-otherwise-error }
    .parameter-otherwise-column = { -p-otherwise-column }
method-impute-median = mediana
    .summary = un vacío recibe la mediana de los valores presentes de la muestra, o de su grupo
    .formula = median(x) donde x está ausente; si no, x; sobre los valores presentes de la muestra, o del grupo del vacío; la media de los dos valores centrales si su número es par
    .missing = { -filled-cells }; una muestra o un grupo sin ningún valor, o un vacío sin grupo, es un error, a menos que otherwise = "column"
    .reference = { -handbook }, paso 3, imputación simple; COINr i_median, i_median_grp
    .parameter-group = { -p-group }
    .parameter-otherwise = { -p-otherwise }
    .parameter-otherwise-error = { -p-otherwise-error }
    .parameter-otherwise-column = { -p-otherwise-column }
method-impute-siblings = las demás hojas de la entidad
    .summary = un vacío recibe la media o la mediana de las demás hojas de la entidad, todas llevadas a una escala de 0 a 1
    .formula = min + s (max - min), donde s es el estadístico de (y - min_y) / (max_y - min_y) sobre las demás hojas y de la entidad; min y max son los de los valores presentes de la muestra; { -negative-direction }, (max_y - y) / (max_y - min_y) y max - s (max - min)
    .missing = un vacío de una entidad que no tiene ninguna de las otras hojas sigue ausente; una columna con un solo valor distinto no tiene escala, lo que es un error donde la columna contaría; { -filled-cells }
    .reference = COINr Impute, impute_by = "row"; la media de lo que queda, escrita en el vacío
    .parameter-of = qué otras hojas cuentan
    .parameter-of-parent = { -p-of-parent }
    .parameter-of-all = { -p-of-all }
    .parameter-below = { -p-below }
    .parameter-statistic = qué estadístico de las otras hojas se toma
    .parameter-statistic-mean = su media
    .parameter-statistic-median = su mediana
method-impute-last-value = último valor anterior
    .summary = un vacío recibe el valor del último período anterior en que la entidad tiene uno
    .formula = x(s), donde s es el último período antes de t en que la entidad tiene un valor, y t - s <= most
    .missing = un vacío sin valor anterior, o con uno más antiguo que `most`, sigue ausente, a menos que before = "first"; un período que no es un número es un error; { -filled-cells }
    .reference = { -handbook }, paso 3, imputación «cold deck»; COINr impute_panel, imp_type = "latest" y "constant"
    .parameter-most = qué tan antiguo puede ser un valor, como diferencia entre períodos
    .parameter-before = qué recibe un vacío que no tiene valor anterior
    .parameter-before-none = sigue ausente
    .parameter-before-first = el primer valor posterior de la entidad
method-impute-linear-in-time = interpolación lineal en el tiempo
    .summary = un vacío recibe el valor que está en la recta entre el valor anterior y el posterior de la entidad
    .formula = x(r) + (x(s) - x(r)) (t - r) / (s - r), donde r y s son el último período con valor antes de t y el primero después de t
    .missing = `beyond` decide antes del primer valor y después del último; los vacíos de una entidad sin ningún valor siguen ausentes; un período que no es un número es un error; { -filled-cells }
    .reference = COINr impute_panel, imp_type = "linear-constant"; interpolación lineal con extremos constantes
    .parameter-beyond = qué recibe un vacío antes del primer valor o después del último
    .parameter-beyond-nearest = el valor más cercano en el tiempo
    .parameter-beyond-none = sigue ausente
method-impute-regression = regresión lineal
    .summary = un vacío recibe el valor que da una ecuación lineal de otras hojas
    .formula = b0 + b1 y1 + ... + bk yk, donde los b dan la menor suma de diferencias al cuadrado sobre las entidades de la muestra en que x y todas las y están presentes; las y son las hojas de `on`, o las `best` hojas con el mayor |r|, donde r es la correlación de Pearson sobre las entidades que tienen las dos
    .missing = un vacío de una entidad a la que le falta una de las y sigue ausente; son errores menos de k + 2 entidades completas, una y sin variación y una y que es combinación de las demás; { -filled-cells }
    .reference = { -handbook }, paso 3, imputación por regresión
    .parameter-on = los códigos de las hojas que lo predicen
    .parameter-best = en lugar de `on`: cuántas de las hojas más correlacionadas lo predicen
    .parameter-work = lo máximo que puede tomar encontrar las hojas de `best` para todas las hojas, en miles de millones de multiplicaciones, 50 si no se dice nada; crece con el cuadrado del número de hojas
method-impute-nearest = vecinos más cercanos
    .summary = un vacío recibe la media de los valores de las k entidades más parecidas en otras hojas
    .formula = la media de x sobre las k entidades que tienen valor y la menor d, donde d es la media de (u - v)^2 sobre las otras hojas que tienen ambas entidades, con u y v en desviaciones estándar (n - 1) desde la media de la hoja; las entidades tan cercanas como la k-ésima también cuentan, y todas cuando menos de k tienen valor
    .missing = un vacío de una entidad que no comparte ninguna hoja con una entidad que tenga valor sigue ausente; las hojas sin variación no se comparan; una columna sin ningún valor es un error, y también la falta de hojas para comparar; { -filled-cells }
    .reference = { -handbook }, paso 3, imputación «hot deck» y por el vecino más cercano; Troyanskaya et al. (2001), KNNimpute, sin pesos
    .parameter-k = el número de entidades parecidas
    .parameter-of = según qué otras hojas se comparan las entidades
    .parameter-of-parent = { -p-of-parent }
    .parameter-of-all = { -p-of-all }
    .parameter-below = { -p-below }
method-impute-em = esperanza-maximización (EM)
    .summary = un vacío recibe su valor esperado según las demás hojas de la entidad con el mismo padre, bajo la distribución normal que hace más verosímiles todos los valores presentes
    .formula = E[x | y] = m_x + S_xy S_yy^-1 (y - m_y), donde las y son las hojas con el mismo padre que tiene la entidad; m y S maximizan la verosimilitud de los valores presentes de estas hojas y se hallan por esperanza-maximización: los valores ausentes pasan a ser sus esperanzas, luego se calculan m y S con el divisor n y se suman las covarianzas condicionales, hasta que ningún valor se mueva más de 1e-11 desviaciones estándar
    .missing = un vacío de una entidad que no tiene ninguna de estas hojas sigue ausente; son errores una columna sin variación, dos columnas que menos de 3 entidades tienen en común, columnas que son combinaciones unas de otras y una búsqueda que no termina en `rounds` iteraciones; { -filled-cells }
    .reference = { -handbook }, paso 3, esperanza-maximización; Dempster, Laird y Rubin (1977); Little y Rubin (2002), capítulo 11
    .parameter-rounds = el mayor número de iteraciones
    .parameter-work = el máximo de multiplicaciones que puede tomar la búsqueda para todas las hojas de un nodo, en miles de millones; crecen con la cuarta potencia del número de hojas

method-treat-none = sin tratamiento
    .summary = los valores pasan sin cambios
    .formula = x
    .missing = { -absent-stays }
method-treat-log = logaritmo
    .summary = el logaritmo natural del valor
    .formula = ln(x + shift)
    .missing = { -absent-stays }; x + shift <= 0 es un error que nombra la entidad
    .reference = { -handbook }, paso 5, transformación de indicadores asimétricos
    .parameter-shift = un número que se suma antes del logaritmo, en las unidades de la columna
method-treat-log-ct = logaritmo desde el mínimo
    .summary = el logaritmo de la distancia al valor más bajo, para valores de cualquier signo
    .formula = ln(x - min + 0,01 (max - min)); min y max son los límites de la muestra
    .missing = { -outside-the-sample }; una columna constante es un error
    .reference = COIN Tool (JRC, 2019), hoja de tratamiento; COINr, log_CT
method-treat-log-ct-plus = logaritmo desde el extremo sin cola
    .summary = el logaritmo de la distancia al extremo de la muestra que no tiene cola
    .formula = ln(x - min + 0,01 (max - min)) si la asimetría es mayor que 0; si no, -ln(max + 0,01 (max - min) - x); min, max y la asimetría (tipo 2) son los de la muestra
    .missing = { -outside-the-sample }; una columna constante es un error; dos valores no tienen asimetría
    .reference = COINr, log_CT_plus
method-treat-sqrt = raíz cuadrada
    .summary = la raíz cuadrada del valor
    .formula = sqrt(x + shift)
    .missing = { -absent-stays }; x + shift < 0 es un error que nombra la entidad
    .reference = { -handbook }, paso 5, transformación de indicadores asimétricos
    .parameter-shift = un número que se suma antes de la raíz, en las unidades de la columna
method-treat-power = potencia
    .summary = el valor elevado a una potencia positiva, que conserva el orden
    .formula = x^p
    .missing = { -absent-stays }; x < 0 es un error que nombra la entidad, a menos que p sea un entero impar
    .reference = Tukey (1977), Exploratory Data Analysis, escalera de potencias
    .parameter-p = el exponente, mayor que 0
method-treat-box-cox = transformación de Box-Cox
    .summary = la transformación de potencia que acerca la muestra lo más posible a una distribución normal
    .formula = ((x + shift)^lambda - 1) / lambda, y ln(x + shift) con lambda = 0; sin `lambda`, el lambda en [-2, 2] con la mayor verosimilitud perfil -n/2 ln s^2(lambda) + (lambda - 1) sum ln(x + shift), donde s^2 es la varianza (n) después de la transformación, hallado por búsqueda de sección áurea
    .missing = { -outside-the-sample }; x + shift <= 0 es un error que nombra la entidad; el lambda de una columna constante no se puede estimar; un lambda en un extremo del intervalo es una advertencia
    .reference = Box y Cox (1964), An analysis of transformations
    .parameter-lambda = el exponente; si no se da, se estima a partir de la muestra
    .parameter-shift = un número que se suma antes de la transformación, en las unidades de la columna
method-treat-skew-kurtosis = winsorización según asimetría y curtosis
    .summary = la columna se winsoriza mientras su asimetría y su curtosis sean grandes; si eso no basta, se toma el logaritmo
    .formula = una columna pasa si |G1| < skew o G2 < kurtosis (la asimetría y el exceso de curtosis ajustados, tipo 2); hasta que pase o haya `max` puntos en los extremos tratados, cada punto en el máximo baja al siguiente valor menor si G1 >= 0, y si no, cada punto en el mínimo sube al siguiente valor mayor; si la columna aún no pasa, decide `then`
    .missing = { -outside-the-sample }; menos de cuatro valores, o valores iguales, pasan sin cambios; los empates se mueven juntos y pueden superar `max`, lo que queda en la trazabilidad; winsorizar hasta una constante es un error o, con constant = "untreated", no hay tratamiento
    .reference = JRC, guía del usuario de COIN Tool (2019), tratamiento de valores atípicos; COINr, Treat
    .parameter-skew = una columna cuya asimetría está más cerca de 0 que este número pasa
    .parameter-kurtosis = una columna con un exceso de curtosis menor que este número pasa
    .parameter-max = el número de puntos en los extremos tratados con el que termina la winsorización
    .parameter-then = qué se hace cuando la winsorización no basta
    .parameter-then-log-ct-plus = ln(x - min + 0,01 (max - min)) o, con cola izquierda, -ln(max - x + 0,01 (max - min))
    .parameter-then-log-ct = ln(x - min + 0,01 (max - min)) cualquiera que sea la cola: lo que hace COINr si no se indica otra cosa, y que alarga una cola izquierda
    .parameter-then-none = nada: quedan los valores winsorizados
    .parameter-on = de qué valores se toma el logaritmo
    .parameter-on-original = de los valores antes de winsorizar
    .parameter-on-winsorised = de los valores winsorizados
    .parameter-constant = qué pasa con una columna que la winsorización haría constante
    .parameter-constant-refuse = es un error que nombra la columna
    .parameter-constant-untreated = la columna queda como está, con una nota entre los números ajustados
method-treat-fences = límites del diagrama de caja
    .summary = los valores más allá de los límites del diagrama de caja se llevan a esos límites
    .formula = x recortado a [Q1 - k (Q3 - Q1), Q3 + k (Q3 - Q1)]; Q1 y Q3 son los cuartiles de tipo 7 de la muestra
    .missing = { -outside-the-sample }; los valores iguales pasan sin cambios; valores distintos con Q1 = Q3 son un error
    .reference = Tukey (1977), Exploratory Data Analysis, diagramas de caja
    .parameter-k = la distancia de los límites a los cuartiles, en rangos intercuartílicos
method-treat-z-cut = recorte por desviaciones estándar
    .summary = los valores que están a demasiadas desviaciones estándar de la media se llevan a la mayor distancia permitida
    .formula = x recortado a [m - k s, m + k s]; m y s son la media y la desviación estándar (n - 1) de la muestra
    .missing = { -outside-the-sample }; los valores iguales pasan sin cambios
    .reference = { -handbook }, paso 3, valores atípicos según puntajes estándar
    .parameter-k = la mayor distancia permitida a la media, en desviaciones estándar
method-treat-percentile = recorte por percentiles
    .summary = los valores más allá de dos cuantiles de la muestra se llevan a esos cuantiles
    .formula = x recortado a [Q(lower), Q(upper)]; Q(p) es el cuantil de tipo 7 de la muestra
    .missing = { -outside-the-sample }; los valores iguales pasan sin cambios
    .reference = Sustainable Development Report, metodología: límites en el percentil 2,5
    .parameter-lower = la parte de la muestra por debajo del corte inferior, como 0,025
    .parameter-upper = la parte de la muestra por debajo del corte superior, como 0,975
method-treat-hampel = filtro de Hampel
    .summary = los valores que están a demasiadas desviaciones estándar robustas de la mediana se llevan a la mayor distancia permitida
    .formula = x recortado a [M - k d, M + k d]; M es la mediana de la muestra, y d es 1,4826 veces la mediana de |x - M|
    .missing = { -outside-the-sample }; los valores iguales pasan sin cambios; valores distintos con d = 0 son un error
    .reference = Hampel (1974), The influence curve and its role in robust estimation
    .parameter-k = la mayor distancia permitida a la mediana, en desviaciones estándar robustas
method-treat-caps = topes fijos
    .summary = los valores más allá de los topes dados se llevan a los topes
    .formula = x recortado a [min, max]; un tope que no se da no recorta nada
    .missing = { -absent-stays }; topes que igualan todos los valores aunque son distintos son un error
    .reference = notas técnicas del IDH: un ingreso mayor que el valor extremo superior cuenta como el valor extremo
    .parameter-min = el menor valor, en las unidades de la columna
    .parameter-max = el mayor valor, en las unidades de la columna

method-normalise-none = sin normalización
    .summary = la columna es comparable tal como está
    .formula = x; -x { -negative-direction }
    .missing = { -absent-stays }
method-normalise-goalposts = valores extremos fijos
    .summary = una escala lineal entre dos valores fijos; `worst` puede ser mayor que `best`
    .formula = lo + (hi - lo) ((x - worst) / (best - worst))^power, recortado a [lo, hi]; con scale = "log", con ln x, ln worst y ln best; una dirección negativa intercambia worst y best
    .missing = { -absent-stays }; cada puntaje que se recorta queda en la trazabilidad; con scale = "log", x <= 0 es un error que nombra la entidad, y también un puntaje menor que `lo` que no se recorta cuando el exponente no es 1
    .reference = notas técnicas del IDH, índices de las dimensiones; { -handbook }, paso 5, mínimo-máximo con límites fijos
    .parameter-worst = el valor cuyo puntaje es `lo`, en las unidades de la columna
    .parameter-best = el valor cuyo puntaje es `hi`, en las unidades de la columna
    .parameter-lo = { -p-lo }
    .parameter-hi = { -p-hi }
    .parameter-clip = { -p-clip }
    .parameter-clip-both = { -p-clip-both }
    .parameter-clip-none = { -p-clip-none }
    .parameter-clip-above = { -p-clip-above }
    .parameter-clip-below = { -p-clip-below }
    .parameter-scale = { -p-scale }
    .parameter-scale-linear = { -p-scale-linear }
    .parameter-scale-log = { -p-scale-log }
    .parameter-power = { -p-power }
method-normalise-group-goalposts = valores extremos por grupo
    .summary = una escala lineal entre dos valores fijos, que son los del grupo de la entidad
    .formula = la de `goalposts`, con `worst` y `best` del grupo
    .missing = { -absent-stays }; un valor de una entidad sin grupo, o de un grupo sin valores extremos, es un error que lo nombra; cada puntaje que se recorta queda en la trazabilidad
    .reference = { -handbook }, paso 5, mínimo-máximo con límites fijos
    .parameter-group = el nombre de una columna de grupos
    .parameter-worst = para cada grupo, el valor cuyo puntaje es `lo`, en las unidades de la columna
    .parameter-best = para cada grupo, el valor cuyo puntaje es `hi`, en las unidades de la columna
    .parameter-lo = { -p-lo }
    .parameter-hi = { -p-hi }
    .parameter-clip = { -p-clip }
    .parameter-clip-both = { -p-clip-both }
    .parameter-clip-none = { -p-clip-none }
    .parameter-clip-above = { -p-clip-above }
    .parameter-clip-below = { -p-clip-below }
    .parameter-scale = { -p-scale }
    .parameter-scale-linear = { -p-scale-linear }
    .parameter-scale-log = { -p-scale-log }
method-normalise-min-max = mínimo-máximo
    .summary = una escala lineal entre el menor y el mayor valor de la muestra
    .formula = lo + (hi - lo) ((x - min) / (max - min))^power; con max - x { -negative-direction }
    .missing = { -absent-stays }; { -constant-column }, y también lo es un período base sin valores
    .reference = { -handbook }, paso 5, mínimo-máximo
    .parameter-lo = el puntaje de la peor entidad
    .parameter-hi = el puntaje de la mejor entidad
    .parameter-constant = { -p-constant }
    .parameter-base = el período cuyos valores dan los límites; sin él, cada muestra tiene los suyos
    .parameter-power = { -p-power }
method-normalise-z-score = puntaje z
    .summary = la distancia a la media de la muestra, en desviaciones estándar
    .formula = mean + sd (x - m) / s; m y s son la media y la desviación estándar de la muestra; con m - x { -negative-direction }
    .missing = { -absent-stays }; { -constant-column }
    .reference = { -handbook }, paso 5, estandarización
    .parameter-sd = la desviación estándar de los puntajes
    .parameter-mean = la media de los puntajes
    .parameter-divisor = { -p-divisor }
    .parameter-divisor-n-1 = el número de entidades menos una: la desviación estándar de la muestra
    .parameter-divisor-n = el número de entidades: la desviación estándar de la población
    .parameter-constant = { -p-constant }
method-normalise-map = puntos por respuesta
    .summary = puntos para cada respuesta de una lista, que puede ser un texto o un número
    .formula = los puntos que la lista da a x
    .missing = { -absent-stays }; una respuesta que no está en la lista es un error que nombra la entidad
    .reference = Índice de Gobierno Digital de la OCDE 2023, metodología: puntajes de las opciones de respuesta
    .parameter-values = las respuestas y sus puntos, como {"{"} "sí" = 1, "no" = 0 {"}"}
method-normalise-bands = bandas entre cortes fijos
    .summary = puntos para las bandas entre cortes fijos
    .formula = points[número de cortes menores o iguales que x]; closed = "above" cuenta solo los cortes menores que x
    .missing = { -absent-stays }
    .reference = IIP Bogotá 2023, rúbrica; { -handbook }, paso 5, escalas categóricas
    .parameter-cuts = los cortes, en orden ascendente, en las unidades de la columna
    .parameter-points = los puntos de las bandas, de la más baja a la más alta: uno más que el número de cortes
    .parameter-closed = a qué lado pertenece un valor que está en un corte
    .parameter-closed-below = un valor en un corte pertenece a la clase de encima: [corte, siguiente)
    .parameter-closed-above = un valor en un corte pertenece a la clase de debajo: (anterior, corte]
method-normalise-mean-sd-bands = bandas según media y desviación estándar
    .summary = puntos para el valor cero, para los valores hasta la media, para los valores hasta una desviación estándar por encima de ella y para los que la superan
    .formula = points[0] si x <= 0, points[1] si 0 < x <= m, points[2] si m < x <= m + s, points[3] por encima; m y s son la media y la desviación estándar (n - 1) de la muestra
    .missing = { -outside-the-sample }; una muestra de un solo valor tiene s = 0
    .reference = IIP Bogotá 2019, indicadores de recursos y de personal
    .parameter-points = los puntos de las cuatro bandas, de la más baja a la más alta
method-normalise-against-median = comparación con la mediana
    .summary = puntos para un valor mayor, igual o menor que la mediana de la muestra
    .formula = above si x > M, equal si x = M, below si x < M; M es la mediana de la muestra
    .missing = { -outside-the-sample }
    .reference = IIP Bogotá 2023, rúbrica de las preguntas 4, 6, 8 y 11
    .parameter-above = los puntos por encima de la mediana
    .parameter-equal = los puntos en la mediana
    .parameter-below = los puntos por debajo de la mediana
method-normalise-progress = avance hacia una meta
    .summary = la parte recorrida del camino de una línea base a una meta, que puede ser menor que la línea base cuando menos es mejor
    .formula = lo + (hi - lo) (x - baseline) / (goal - baseline); con overshoot = "cut", recortado a [lo, hi]
    .missing = { -absent-stays }; un puntaje que se recorta queda en la trazabilidad; una línea base que es la meta es un error del marco
    .reference = { -handbook }, paso 5, distancia a una referencia; marcos lógicos de programas, porcentaje de avance de la línea base a la meta
    .parameter-baseline = el valor cuyo puntaje es `lo`, en las unidades de la columna
    .parameter-goal = el valor cuyo puntaje es `hi`, en las unidades de la columna
    .parameter-lo = el puntaje en la línea base
    .parameter-hi = el puntaje en la meta
    .parameter-overshoot = qué pasa con los puntajes menores que `lo` y mayores que `hi`
    .parameter-overshoot-keep = se conserva
    .parameter-overshoot-cut = se recorta a los extremos
method-normalise-rank = puesto en la muestra
    .summary = el puesto dentro de la muestra, con 1 para la peor entidad
    .formula = 1 + el número de entidades con un valor peor; { -tied-ranks }
    .missing = { -outside-the-sample }; { -constant-column }
    .reference = { -handbook }, paso 5, ordenamiento por puestos
    .parameter-ties = { -p-ties }
    .parameter-ties-minimum = { -p-ties-minimum }
    .parameter-ties-average = { -p-ties-average }
    .parameter-ties-maximum = { -p-ties-maximum }
    .parameter-constant = { -p-constant }
method-normalise-percentile-rank = rango percentil
    .summary = la proporción de las demás entidades que se superan, de 0 a 1
    .formula = (puesto - 1) / (n - 1); con share = "all", puesto / n; con share = "middle", (puesto - 1/2) / n; el puesto 1 es el peor y n es el número de valores de la muestra; { -tied-ranks }
    .missing = { -outside-the-sample }; { -constant-column }
    .reference = COINr, n_prank; PERCENTRANK.INC de Excel; Hyndman y Fan (1996), The American Statistician 50 (4), definiciones 4, 5 y 7 de las posiciones de graficación
    .parameter-share = de qué es proporción el puesto
    .parameter-share-others = de las demás entidades, las que se superan: (puesto - 1) / (n - 1)
    .parameter-share-all = de todas las entidades, las que llegan hasta esta: puesto / n
    .parameter-share-middle = de todas las entidades, las que llegan hasta la mitad de esta: (puesto - 1/2) / n
    .parameter-ties = { -p-ties }
    .parameter-ties-minimum = { -p-ties-minimum }
    .parameter-ties-average = { -p-ties-average }
    .parameter-ties-maximum = { -p-ties-maximum }
    .parameter-constant = { -p-constant }
method-normalise-borda = conteo de Borda
    .summary = el número de entidades que se superan, contado desde la peor
    .formula = puesto - 1, donde el puesto 1 es el peor; { -tied-ranks }
    .missing = { -outside-the-sample }; { -constant-column }
    .reference = Borda (1784), Mémoire sur les élections au scrutin
    .parameter-ties = { -p-ties }
    .parameter-ties-minimum = { -p-ties-minimum }
    .parameter-ties-average = { -p-ties-average }
    .parameter-ties-maximum = { -p-ties-maximum }
    .parameter-constant = { -p-constant }
method-normalise-exponential-rank = puesto exponencial
    .summary = la transformación exponencial de los puestos que usan los índices de privación, hasta 100
    .formula = -f ln(1 - R (1 - e^(-100 / f))), donde R = puesto / n, el puesto 1 es el peor, n es el número de valores de la muestra y f es `factor`; { -tied-ranks }
    .missing = { -outside-the-sample }; { -constant-column }
    .reference = English Indices of Deprivation 2019, informe técnico, apéndice sobre la transformación exponencial, con f = 23
    .parameter-factor = qué tan rápido bajan los puntajes desde 100; cuanto mayor es, más recta es la escala
    .parameter-ties = { -p-ties }
    .parameter-ties-minimum = { -p-ties-minimum }
    .parameter-ties-average = { -p-ties-average }
    .parameter-ties-maximum = { -p-ties-maximum }
    .parameter-constant = { -p-constant }
method-normalise-ratio-to-reference = razón respecto a una referencia
    .summary = el valor como múltiplo de una referencia
    .formula = (x + shift) / r; r / (x + shift) { -negative-direction }; r es el mejor valor o la media de la muestra o el valor de una entidad, cada uno más shift, o un valor dado
    .missing = { -outside-the-sample }; r <= 0 es un error; x + shift <= 0 con dirección negativa es un error que nombra la entidad
    .reference = { -handbook }, paso 5, distancia a una referencia
    .parameter-reference = { -p-reference-max-first }
    .parameter-shift = se suma a cada valor, y a una referencia que es uno de ellos, como 100 para un crecimiento en porcentaje
method-normalise-distance-to-reference = distancia a una referencia
    .summary = la parte recorrida del camino entre el peor valor de la muestra y una referencia
    .formula = 1 - (r - x) / (r - min); 1 - (x - r) / (max - r) { -negative-direction }; r es el mejor valor o la media de la muestra, un valor dado o el valor de una entidad
    .missing = { -outside-the-sample }; una referencia que no es mejor que el peor valor es un error; { -constant-column }
    .reference = COINr, n_dist2ref; { -handbook }, paso 5, distancia a una referencia
    .parameter-reference = { -p-reference-max-first }
    .parameter-cap = si se recortan los puntajes que pasan de la referencia
    .parameter-cap-none = { -p-cap-none }
    .parameter-cap-one = { -p-cap-one }
    .parameter-constant = { -p-constant }
method-normalise-distance-to-target = distancia a una meta
    .summary = la parte recorrida del camino entre el peor valor de la muestra y una meta
    .formula = (x - min) / (target - min); (max - x) / (max - target) { -negative-direction }
    .missing = { -outside-the-sample }; una meta que no es mejor que el peor valor es un error; una columna constante que no alcanza la meta tiene el puntaje 0
    .reference = COINr, n_dist2targ; SDG Index, distancia a la meta
    .parameter-target = la meta, en las unidades de la columna, con el signo que tiene en los datos
    .parameter-cap = si se recortan los puntajes que pasan de la meta
    .parameter-cap-none = { -p-cap-none }
    .parameter-cap-one = { -p-cap-one }
method-normalise-distance-to-max = distancia al máximo
    .summary = uno menos la distancia al mejor valor: mínimo-máximo de 0 a 1 con otro nombre
    .formula = 1 - (max - x) / (max - min); 1 - (x - min) / (max - min) { -negative-direction }
    .missing = { -outside-the-sample }; { -constant-column }
    .reference = COINr, n_dist2max
    .parameter-constant = { -p-constant }
method-normalise-fraction-of-max = fracción del máximo
    .summary = la fracción del valor de la mejor entidad, cuyo puntaje es 1
    .formula = x / max; min / x { -negative-direction }; min y max son los límites de la muestra
    .missing = { -outside-the-sample }; max <= 0 es un error; x <= 0 con dirección negativa es un error que nombra la entidad
    .reference = { -handbook }, paso 5, distancia al líder; COINr, n_fracmax con dirección positiva
method-normalise-scaled = escala lineal sin recorte
    .summary = una escala lineal que pasa por dos valores dados y no se recorta en ninguna parte
    .formula = factor (x - lower) / (upper - lower); factor (upper - x) / (upper - lower) { -negative-direction }
    .missing = { -absent-stays }
    .reference = COINr, n_scaled
    .parameter-lower = el valor inferior, en las unidades de la columna, con el signo que tiene en los datos
    .parameter-upper = el valor superior, en las unidades de la columna, con el signo que tiene en los datos
    .parameter-factor = el puntaje en el mejor de los dos valores
method-normalise-mazziotta-pareto = puntajes estándar de Mazziotta y Pareto
    .summary = puntajes estándar con media 100 y desviación estándar 10
    .formula = 100 + 10 (x - m) / s; 100 - 10 (x - m) / s { -negative-direction }; m y s son la media y la desviación estándar de la muestra
    .missing = { -outside-the-sample }; { -constant-column }
    .reference = Mazziotta y Pareto (2016), On a generalized non-compensatory composite index
    .parameter-divisor = { -p-divisor }
    .parameter-divisor-n = el número de entidades, como en la publicación original
    .parameter-divisor-n-1 = el número de entidades menos una
    .parameter-constant = { -p-constant }
method-normalise-adjusted-mazziotta-pareto = escala ajustada de Mazziotta y Pareto
    .summary = valores extremos a medio rango por debajo y por encima de una referencia, cuyo puntaje es 100
    .formula = 70 + 60 (x - a) / (b - a), donde a = r - (max - min) / 2 y b = r + (max - min) / 2; con b - x { -negative-direction }; min y max son los límites de la muestra, y r es su media, un valor dado o el valor de una entidad; escriba sample = "all" para tomar todos los períodos juntos
    .missing = { -outside-the-sample }; { -constant-column }
    .reference = Mazziotta y Pareto (2016), On a generalized non-compensatory composite index
    .parameter-reference = con qué se comparan los valores: `mean` (si no se indica otra cosa), `max` (el mejor valor de la muestra), {"{"} value = 100 {"}"}, {"{"} entity = "CODE" {"}"} o {"{"} entity = "CODE", period = "2015" {"}"}
    .parameter-constant = { -p-constant }
method-normalise-percentile-categories = categorías por percentiles
    .summary = puntos para las clases entre cuantiles de la muestra, desde los peores valores
    .formula = points[número de cuantiles Q(cut) menores o iguales que x]; Q(p) es el cuantil de tipo 7 de la muestra; con -x en lugar de x en todas partes { -negative-direction }
    .missing = { -outside-the-sample }; { -constant-column }
    .reference = { -handbook }, paso 5, escalas categóricas: cortes en 0,15; 0,25; 0,65; 0,85 y 0,95 para puntos de 0 a 100
    .parameter-cuts = las partes de la muestra en que empiezan las categorías, en orden ascendente, como 0,25
    .parameter-points = los puntos de las categorías, de la peor a la mejor: uno más que el número de cortes
    .parameter-constant = { -p-constant }
method-normalise-above-below-mean = por encima o por debajo de la media
    .summary = 1, 0 o -1 para un valor mejor que una banda alrededor de la media de la muestra, dentro de ella o peor
    .formula = 1 si x > (1 + band) m, -1 si x < (1 - band) m, 0 entre los dos; m es la media de la muestra; 1 y -1 cambian de lugar { -negative-direction }
    .missing = { -outside-the-sample }; m <= 0 es un error; { -constant-column }
    .reference = { -handbook }, paso 5, indicadores por encima o por debajo de la media
    .parameter-band = la mitad del ancho de la banda, como proporción de la media
    .parameter-constant = { -p-constant }
method-normalise-robust-z = puntaje z robusto
    .summary = la distancia a la mediana de la muestra, en desviaciones estándar robustas
    .formula = (x - M) / d; M es la mediana de la muestra, y d es 1,4826 veces la mediana de |x - M|; con M - x { -negative-direction }
    .missing = { -outside-the-sample }; valores distintos con d = 0 son un error; { -constant-column }
    .reference = Rousseeuw y Croux (1993), Alternatives to the median absolute deviation
    .parameter-constant = { -p-constant }

method-aggregate-arithmetic-mean = media aritmética
    .summary = la media ponderada de los hijos: compensación total
    .formula = sum(w z) / sum(w), { -present-children }
    .missing = { -rule-of-node }; los pesos se dividen por la suma de los de los hijos presentes
    .reference = { -handbook }, paso 6, agregación lineal
method-aggregate-weighted-sum = suma ponderada
    .summary = la suma de los pesos por los puntajes, para puntos y para las opciones de una pregunta
    .formula = sum(w z), { -present-children }; los pesos no se reescalan
    .missing = { -rule-of-node }; un hijo ausente no suma nada
    .reference = IIP Bogotá 2023, suma de puntos; { -workbook }, pregunta 3 e I31
method-aggregate-geometric-mean = media geométrica
    .summary = la media geométrica ponderada: los puntajes bajos se compensan solo en parte
    .formula = exp(sum(w ln z) / sum(w)), { -present-children }
    .missing = { -rule-of-node }; z <= 0 es un error que nombra la entidad y el hijo, o cuenta como `floor`
    .reference = { -handbook }, paso 6, agregación geométrica; notas técnicas del IDH
    .parameter-floor = { -p-floor }
method-aggregate-harmonic-mean = media armónica
    .summary = la media armónica ponderada: los puntajes más bajos son los que más deciden
    .formula = sum(w) / sum(w / z), { -present-children }
    .missing = { -rule-of-node }; z <= 0 es un error que nombra la entidad y el hijo, o cuenta como `floor`
    .reference = { -handbook }, paso 6; una media potencial con p = -1
    .parameter-floor = { -p-floor }
method-aggregate-power-mean = media potencial
    .summary = la media potencial ponderada: p = 1 es la media aritmética, 0 la geométrica y -1 la armónica; las potencias mayores tienden al máximo, las menores al mínimo
    .formula = (sum(w z^p) / sum(w))^(1/p), { -present-children }; p = 0: exp(sum(w ln z) / sum(w))
    .missing = { -rule-of-node }; z <= 0 (con p mayor que 0 y distinto de 1, z < 0) es un error que nombra la entidad y el hijo, o cuenta como `floor`
    .reference = { -handbook }, paso 6; Hardy, Littlewood y Pólya, Inequalities, 2.2
    .parameter-p = la potencia: 1 es la media aritmética, 0 la geométrica, -1 la armónica y 2 la cuadrática
    .parameter-floor = los puntajes menores que este piso cuentan como el piso; sin él, un puntaje fuera del dominio es un error
method-aggregate-median = mediana
    .summary = el puntaje central de los hijos: ningún hijo decide por sí solo
    .formula = el valor central de los z ordenados, o la media de los dos centrales si su número es par; { -weights-unused }
    .missing = { -rule-of-node }; la mediana es la de los hijos presentes
    .reference = JRC, libro de cálculo «do-it-yourself» (2012), agregación por la mediana
method-aggregate-minimum = mínimo
    .summary = el puntaje más bajo de los hijos: nada lo compensa
    .formula = min(z), { -present-children }; { -weights-unused }
    .missing = { -rule-of-node }; el puntaje es el más bajo de los hijos presentes
    .reference = { -handbook }, paso 6; el límite de las medias potenciales
method-aggregate-maximum = máximo
    .summary = el puntaje más alto de los hijos: basta una fortaleza
    .formula = max(z), { -present-children }; { -weights-unused }
    .missing = { -rule-of-node }; el puntaje es el más alto de los hijos presentes
    .reference = { -handbook }, paso 6; el límite de las medias potenciales
method-aggregate-product = producto
    .summary = el producto de los hijos, para proporciones de proporciones y para factores
    .formula = prod(z), { -present-children }; { -weights-unused }
    .missing = { -rule-of-node }; un hijo ausente es un factor de 1
    .reference = { -handbook }, paso 6, agregación multiplicativa
method-aggregate-mazziotta-pareto = Mazziotta-Pareto
    .summary = la media de los hijos, con una penalización por su desequilibrio
    .formula = M - S cv (`positive`: M + S cv), donde cv = S/M, M = sum(w z) / sum(w) y S = sqrt(sum(w (z - M)^2) / sum(w)), con `n-1` por sqrt(n / (n - 1)), sobre los n hijos presentes
    .missing = { -rule-of-node }; un solo hijo no tiene penalización; una media que no es mayor que 0 es un error que nombra la entidad y la media
    .reference = Mazziotta y Pareto (2013); ajustado: Mazziotta y Pareto (2016), Social Indicators Research 127
    .parameter-penalty = hacia dónde mueve el desequilibrio el puntaje
    .parameter-penalty-negative = el desequilibrio baja el puntaje, donde más es mejor
    .parameter-penalty-positive = el desequilibrio sube el puntaje, donde más es peor
    .parameter-divisor = { -p-divisor }
    .parameter-divisor-n = el número de hijos
    .parameter-divisor-n-1 = el número de hijos menos uno
method-aggregate-owa = media ponderada ordenada (OWA)
    .summary = la media ponderada ordenada: los pesos son de las posiciones, el primero del puntaje más alto de la entidad
    .formula = sum(v_k z_(k)), donde z_(1) es el puntaje más alto y v_k = Q(k/n) - Q((k-1)/n); Q es la suma acumulada de `weights` dividida por su total, lineal entre los puntos, de modo que v = `weights` cuando todos los hijos están presentes; los pesos propios de los hijos no se usan, pero un hijo de peso 0 se omite
    .missing = { -rule-of-node }; los n hijos presentes se reparten las posiciones según Q, de modo que los pesos de las últimas posiciones siguen con los puntajes más bajos
    .reference = Yager (1988), IEEE Transactions on Systems, Man and Cybernetics 18; Q: Yager (1996)
    .parameter-weights = los pesos de las posiciones, primero el del puntaje más alto; uno por cada hijo
method-aggregate-mean-min = media con penalización hacia el mínimo
    .summary = la media de los hijos, llevada hacia el más bajo de ellos
    .formula = M - alpha (sqrt((M - min)^2 + beta^2) - beta), donde M = sum(w z) / sum(w) y min es el menor z de la entidad, { -present-children }
    .missing = { -rule-of-node }; la media y el mínimo son los de los hijos presentes
    .reference = Casadio Tarabusi y Guarini (2013), Social Indicators Research 112; Compind, ci_mean_min
    .parameter-alpha = cuánto baja el puntaje por el desequilibrio: 0 es la media, y 1 con un `beta` de 0 es el mínimo
    .parameter-beta = cuánto desequilibrio se tolera antes de que cuente por completo
method-aggregate-variance-penalised = media con penalización por varianza
    .summary = la media de los hijos menos un múltiplo de su varianza dividida por su media
    .formula = M - lambda V/M, donde M = sum(w z) / sum(w) y V = sum(w (z - M)^2) / sum(w), { -present-children }; lambda = 1 es `mazziotta-pareto` con el divisor n
    .missing = { -rule-of-node }; un solo hijo no tiene penalización; a menos que lambda sea 0, una media que no es mayor que 0 es un error que nombra la entidad y la media
    .reference = giniCI (R), penalización por dispersión; Mazziotta y Pareto (2013)
    .parameter-lambda = cuánto de la penalización cuenta: 0 es la media, 1 toda la penalización; menor que 0 es un premio
method-aggregate-copeland = Copeland
    .summary = el número de entidades a las que una entidad supera menos el número de las que la superan: sin compensación
    .formula = #{"{"}l: e_kl > 1/2{"}"} - #{"{"}l: e_kl < 1/2{"}"}, donde e_kl = (sum(w [z_k > z_l]) + sum(w [z_k = z_l]) / 2) / sum(w) sobre los hijos que tienen ambas entidades; los puntajes que coinciden en doce cifras son iguales; un e_kl a menos de 1e-9 de 1/2 es un empate para ambas
    .missing = dos entidades sin ningún hijo en común empatan; las entidades que no tienen puntaje según la regla del nodo para hijos ausentes se comparan de todos modos con las demás
    .reference = Copeland (1951); Munda y Nardo (2009), Applied Economics 41; libro de cálculo del JRC (2012)
method-aggregate-topsis = TOPSIS
    .summary = la distancia a los peores puntajes de la muestra, como parte de la suma de las distancias a los peores y a los mejores
    .formula = D-/(D+ + D-), donde D+ = sqrt(sum((w_j (max_j - z_j))^2)) y D- = sqrt(sum((w_j (z_j - min_j))^2)) sobre los hijos presentes; max_j y min_j son el mejor y el peor puntaje del hijo j en la muestra; 1 donde D+ es 0; un hijo cuyos puntajes coinciden en doce cifras no tiene distancia
    .missing = { -rule-of-node }; las dos distancias de una entidad se toman sobre los hijos que tiene
    .reference = Hwang y Yoon (1981), Multiple Attribute Decision Making, TOPSIS, sin su propia normalización, porque los hijos ya son comparables
method-aggregate-benefit-of-the-doubt = beneficio de la duda
    .summary = cada entidad recibe los pesos que más la favorecen, siempre que con ellos ninguna entidad tenga un puntaje mayor que 1
    .formula = max sobre v >= 0 de sum(v_j z_cj), donde sum(v_j z_kj) <= 1 para cada entidad k de la muestra y lower <= v_j z_cj / sum(v_i z_ci) <= upper; los pesos propios de los hijos no se usan, pero un hijo de peso 0 se omite; un programa lineal por entidad
    .missing = { -rule-of-node }; un hijo ausente no tiene peso para su entidad y no suma nada para las demás; z < 0 (con `lower` mayor que 0, también z = 0) y las participaciones que los hijos presentes no pueden tener son errores que nombran la entidad
    .reference = Cherchye, Moesen, Rogge y Van Puyenbroeck (2007), Social Indicators Research 82
    .parameter-lower = la menor participación en el puntaje que cada hijo debe dar
    .parameter-upper = la mayor participación en el puntaje que un hijo puede dar

method-missing-skip = se omite
    .summary = los hijos ausentes se omiten, y su peso pasa a los hijos presentes
    .formula = las sumas se toman sobre los hijos presentes
    .missing = el nodo está ausente donde ningún hijo está presente
    .reference = { -workbook }, PROMEDIO de las celdas no vacías
method-missing-zero = cuenta como cero
    .summary = un hijo ausente cuenta como cero y conserva su peso
    .formula = 0 para un hijo ausente
    .missing = el nodo nunca está ausente; cada hijo ausente queda en la trazabilidad
    .reference = { -workbook }, sumas de celdas divididas por un número fijo
method-missing-constant = cuenta como un puntaje dado
    .summary = un hijo ausente cuenta como un puntaje dado y conserva su peso
    .formula = el valor dado para un hijo ausente
    .missing = el nodo nunca está ausente; cada hijo ausente queda en la trazabilidad
    .reference = IIP Bogotá 2023, puntos fijos donde una pregunta no aplica
    .parameter-value = el puntaje, en la escala de los hijos
method-missing-propagate = el nodo queda sin puntaje
    .summary = un solo hijo ausente deja ausente al padre
    .formula = ausente, a menos que todos los hijos estén presentes
    .missing = los hijos de peso cero no cuentan en una media
    .reference = notas técnicas del IDH: no hay índice sin todos sus indicadores
method-missing-at-least = se exige una proporción mínima
    .summary = un nodo tiene puntaje solo donde está presente al menos una parte de sus hijos; los hijos ausentes se omiten
    .formula = ausente, a menos que (hijos presentes) / (hijos) >= share
    .missing = basta con alcanzar justo la proporción; los hijos de peso cero no cuentan en una media
    .reference = COINr, Aggregate(dat_thresh)
    .parameter-share = la menor proporción de hijos que basta
    .parameter-by = cómo se cuenta la proporción
    .parameter-by-count = por el número de hijos
    .parameter-by-weight = por los pesos de los hijos

method-weigh-given = pesos dados
    .summary = los pesos del marco; los hijos sin pesos pesan lo mismo
    .formula = w como se da, relativo a los demás hijos del nodo
    .missing = todos los hijos de un nodo tienen peso, o ninguno
    .reference = { -handbook }, paso 6, pesos de expertos
method-weigh-equal = pesos iguales
    .summary = el mismo peso para cada hijo, cualesquiera que sean los pesos dados
    .formula = w = 1
    .reference = { -handbook }, paso 6, ponderación igual
method-weigh-equal-effective = igual peso para todas las hojas
    .summary = el peso de un hijo es su número de hojas, de modo que todas las hojas pesan lo mismo
    .formula = w = el número de hojas en el hijo o debajo de él
    .reference = COINr, get_eff_weights: producto de los pesos a lo largo del árbol
method-weigh-standard-deviation = desviación estándar
    .summary = pesan más los hijos cuyos puntajes están más dispersos
    .formula = w_j = s_j / sum(s), donde s_j es la desviación estándar de los puntajes del hijo
    .missing = { -weights-from-entities }; { -constant-child }
    .reference = Diakoulaki, Mavrotas y Papayannakis (1995), Computers and Operations Research 22; pymcdm
method-weigh-entropy = entropía
    .summary = pesan más los hijos cuyos puntajes se reparten menos uniformemente entre las entidades
    .formula = w_j = (1 - e_j) / sum(1 - e), donde e_j = -sum(p ln p) / ln N, p = (z + shift) / sum(z + shift) y 0 ln 0 = 0
    .missing = { -weights-from-n-entities }; z + shift menor que 0 es un error; { -constant-child }
    .reference = Shannon (1948); Zeleny (1982), Multiple Criteria Decision Making; pymcdm
    .parameter-shift = un número que se suma a cada puntaje, para que ninguno sea menor que 0
method-weigh-critic = CRITIC
    .summary = pesan más los hijos cuyos puntajes están dispersos y se diferencian de los demás hijos
    .formula = w_j = C_j / sum(C), donde C_j = s_j sum_k(1 - r_jk), s_j es la desviación estándar de los puntajes llevados a una escala de 0 a 1 por el mínimo y el máximo, y r es la correlación de Pearson
    .missing = { -weights-from-entities }; un hijo constante es un error, y también lo son los hijos que coinciden por completo (r = 1)
    .reference = Diakoulaki, Mavrotas y Papayannakis (1995), Computers and Operations Research 22
method-weigh-gini = coeficiente de Gini
    .summary = pesan más los hijos cuyos puntajes son más desiguales entre las entidades
    .formula = w_j = G_j / sum(G), donde G_j = sum((2 i - N - 1) z_(i)) / (N sum(z)) y z_(1) es el puntaje más bajo del hijo
    .missing = { -weights-from-n-entities }; z menor que 0 es un error; { -constant-child }
    .reference = giniCI (R); Li y Wang (2012), pesos a partir de coeficientes de Gini; pymcdm
method-weigh-first-component = primer componente principal
    .summary = un hijo pesa según su carga en el primer componente principal
    .formula = w_j = l_j^2 (`absolute`: |l_j|) dividido por la suma, donde l es el vector propio unitario del mayor valor propio de la matriz de correlaciones, con el signo para el que sum(l) >= 0
    .missing = { -weights-from-entities }; las cargas negativas son una advertencia; un hijo constante es un error, y también lo son dos valores propios máximos iguales
    .reference = { -handbook }, pasos 4 y 6; COINr, get_PCA (cuyos pesos conservan los signos)
    .parameter-loadings = de qué se hace el peso
    .parameter-loadings-squared = de los cuadrados de las cargas, que son partes de la componente
    .parameter-loadings-absolute = de los valores absolutos de las cargas
method-weigh-factor = análisis factorial
    .summary = un hijo pesa según el cuadrado de su carga en el factor varimax al que pertenece
    .formula = w_j = (l_jf^2 / V_f)(V_f / sum(V)) dividido por la suma, donde l son las cargas de las componentes principales conservadas después de varimax con la normalización de Kaiser, f es el factor con el mayor l_jf^2, y V_f = sum_j(l_jf^2)
    .missing = { -weights-from-entities }; un hijo constante es un error, y también lo son más factores que hijos; las cargas negativas cuentan por su tamaño
    .reference = Nicoletti, Scarpetta y Boylaud (2000), OECD ECO/WKP(99)18; { -handbook }, paso 6
    .parameter-factors = cuántos factores se conservan; si no se indica, los que tienen un valor propio mayor que 1, y al menos uno
method-weigh-inverse-covariance = covarianza inversa
    .summary = pesan menos los hijos que repiten a otros hijos
    .formula = w = R^-1 1 dividido por la suma, donde R es la matriz de covarianzas de los puntajes estandarizados, que es su matriz de correlaciones; un peso negativo pasa a ser 0
    .missing = { -weights-from-entities }; un peso que sería negativo es 0, con una advertencia; un hijo constante es un error, y también lo es un hijo que se deduce de los demás (R no tiene inversa)
    .reference = Anderson (2008), Journal of the American Statistical Association 103; swindex (Stata)
method-weigh-ranks-to-weights = pesos según un orden de importancia
    .summary = pesos a partir de un orden de importancia
    .formula = con r como la posición en `order` y p como el número de hijos: `roc` w = sum_(i >= r)(1/i) / p; `rank-sum` w = (p + 1 - r) / suma; `reciprocal` w = (1/r) / suma
    .missing = cada hijo debe estar una vez en el orden; un código desconocido o que falta es un error
    .reference = Barron y Barrett (1996), Management Science 42; Stillwell, Seaver y Edwards (1981)
    .parameter-order = los códigos de todos los hijos, primero el más importante
    .parameter-method = cómo se convierten en pesos las posiciones del orden
    .parameter-method-roc = centroide del orden: la media de todos los pesos que respetan este orden
    .parameter-method-rank-sum = en proporción a uno más que el número de posiciones inferiores
    .parameter-method-reciprocal = en proporción a uno dividido por la posición
method-weigh-budget = asignación de presupuesto
    .summary = asignación de presupuesto: expertos reparten puntos entre los hijos
    .formula = w_j = la media sobre los expertos de (puntos de j / todos los puntos del experto); `largest-spread` es la mayor desviación estándar (n - 1) entre los expertos de las participaciones de un hijo
    .missing = cada experto debe dar puntos de al menos 0 a cada hijo; un código desconocido o que falta es un error; totales que difieren entre expertos son una advertencia
    .reference = { -handbook }, paso 6, asignación de presupuesto
    .parameter-experts = los expertos por su nombre, como {"{"} ana = {"{"} points = {"{"} a = 60, b = 40 {"}"} {"}"} {"}"}
method-weigh-ahp = proceso analítico jerárquico (AHP)
    .summary = el proceso analítico jerárquico: pesos a partir de comparaciones por pares, y qué tan consistentes son
    .formula = w = el vector propio principal de `matrix` dividido por su suma; CI = (lambda - p)/(p - 1), donde lambda es su valor propio y p el número de hijos; la razón de consistencia es CR = CI/RI, donde RI = 0,58; 0,90; 1,12; 1,24; 1,32; 1,41; 1,45; 1,49 para p = 3..10; con varios `experts`, una celda es la media geométrica de sus juicios; con m pares que nadie comparó, esas celdas son 0, la diagonal es 1 más su número en la fila, y RI se multiplica por 1 - 2 m/((p - 1)(p - 2))
    .missing = un par escrito como `?` se omite, siempre que las comparaciones conecten a todos los hijos; un par cuyas dos celdas no son recíprocas es un error, y una razón de consistencia mayor que 0,1 es una advertencia; puede haber como máximo 10 hijos
    .reference = Saaty (1980), The Analytic Hierarchy Process; { -handbook }, paso 6; Aczél y Saaty (1983), Journal of Mathematical Psychology 27; Harker (1987), Mathematical Modelling 9; Ágoston y Csató (2022), Omega 108
    .parameter-matrix = un texto para cada hijo en el orden del marco: cuántas veces es tan importante como cada hijo, como ["1 3", "1/3 1"]; `?` donde nadie comparó un par
    .parameter-experts = en lugar de `matrix`, un texto para cada experto con las filas de una matriz separadas por punto y coma, como ["1 3; 1/3 1", "1 5; 1/5 1"]; `?` donde el experto no comparó un par
method-weigh-balanced = pesos equilibrados
    .summary = pesos que llevan la participación de cada hijo en las correlaciones con la media a una meta
    .formula = min sobre w >= 0 de sum((t_j - r_j / sum(r))^2), donde t es `target` dividido por su suma y r_j es la correlación de Pearson del hijo j con y = sum(w z) / sum(w); con v = s w, donde s son las desviaciones estándar, y con R como las correlaciones, r_j / sum(r) es (R v)_j / sum(R v): un programa convexo con una sola solución, hallada por conjuntos activos
    .missing = { -weights-from-entities }; una meta que ningún conjunto de pesos alcanza es una advertencia con la mayor diferencia; un hijo constante es un error, y también lo son los hijos que se deducen unos de otros
    .reference = Becker, Saisana, Paruolo y Vandecasteele (2017), Ecological Indicators 80; COINr, get_opt_weights (que puede dar pesos negativos)
    .parameter-target = qué tan importante debe ser cada hijo en relación con los demás, por su código; si no se indica, todos los hijos son igual de importantes
    .parameter-tolerance = qué tan lejos puede estar una participación de su meta sin una advertencia
    .parameter-most-steps = el mayor número de pasos
## El informe (icip report)

report-absent = valores ausentes
report-formula = fórmula
report-methods = Métodos
report-reference = referencia
report-cite-text-without-edition = { $title }. Calculado con icip { $version } a partir del marco y los datos cuyas huellas digitales figuran abajo.
report-audit = Auditoría estadística
report-audit-note = Lo que pregunta quien revisa un índice: si sus columnas distinguen a las entidades, si lo que está junto va junto, y si un peso es también una influencia. Los hallazgos están en la lista de arriba. El libro e `icip audit -o DIR` tienen cada tabla completa.
report-audit-shown = { $shown } de { $rows } filas
report-code-heading = código
report-gains-unranked = La entidad no tiene puesto.
report-narrow = Una pantalla más ancha muestra también los componentes, el grupo, la categoría y el intervalo dibujado.
report-plain = Esta es solo la clasificación: las fichas de tantas entidades necesitan JavaScript o `icip report --sheets`.
report-scatter-keys = Las flechas del teclado van de punto en punto y la tecla Intro abre la ficha de la entidad.
report-sheet-declared = La ficha muestra los resultados con las ponderaciones declaradas.
report-source-of = Fuente: { $source }
report-all = todos
report-all-levels = mostrar todos los niveles
report-and-more = y { $n } más
report-back = volver a la clasificación
report-cite = Cómo citar
report-cite-text = { $title }. { $edition }. Calculado con icip { $version } a partir del marco y los datos cuyas huellas digitales figuran abajo.
report-class = categoría
report-class-of = categoría de { $node }
report-code = código { $code }
report-column = columna de los datos
report-compared-all = En comparación con todas las entidades ({ $n }): la franja sombreada va del primer al tercer cuartil y la línea es la mediana.
report-compared-group = En comparación con las entidades del grupo { $group } ({ $column }; { $n } en total): la franja sombreada va del primer al tercer cuartil y la línea es la mediana.
report-correlation = Correlación de rangos (Kendall) de { $n } entidades: { $r }.
report-coverage = entidades con puntaje
report-distribution = Distribuciones
report-distribution-any = Cualquier nodo
report-distribution-nodes = Puntajes de cada nodo
report-distribution-note = Cada gráfico muestra cuántas entidades tienen un puntaje en cada tramo de la escala del nodo; debajo están el puntaje mínimo, los cuartiles y el máximo.
report-downloads = Datos
report-downloads-note = Tablas para otros programas, con todas las cifras: códigos, nombres y los puntajes o los puestos de cada nodo.
report-edition = edición
report-entered = los datos traen el puntaje ya calculado
report-entities = { $count ->
    [one] 1 entidad
   *[other] { $count } entidades
}
report-entity = entidad
report-fewer-levels = mostrar menos niveles
report-findings = Qué se encontró en los datos
report-findings-more = `icip check` presenta { $n } hallazgos más.
report-findings-none = No se encontró nada.
report-fitted = tomado de los datos
report-five-numbers = mín. { $min } · Q1 { $low } · mediana { $median } · Q3 { $high } · máx. { $max }
report-framework = marco
report-gain-places = { $n } puestos
report-gain-rank = { "" } (puesto { $rank })
report-changed = Por qué cambió el puntaje desde { $period }
report-still = Con su puntaje anterior estaría ahora en el puesto { $rank }. Las partes suman el cambio.
report-progress = Avance y tendencias
report-totals = Puntajes de grupos
report-totals-note = El puntaje de un grupo es el promedio de los puntajes de sus entidades, ponderado donde se nombra una columna; una entidad sin puntaje o sin ponderación no cuenta. Las ponderaciones son las declaradas, aunque se muevan arriba.
report-targets = Camino a las metas
report-trends = Tendencias: { $index }
report-trend = Tendencia en { $count ->
    [one] un período
   *[other] { $count } períodos
}
report-first-of = Se muestran los primeros { $shown } de { $n }; el libro de Excel los tiene todos.
report-no-progress = el informe va sin metas ni tendencias: { $why }
report-gains = Qué permitiría subir puestos
report-gains-none = No hay una respuesta exacta para esta entidad: está en los primeros puestos o el índice no es lineal en sus componentes.
report-gains-note = Cuántos puntos tendría que subir el puntaje de un solo componente, si nada más cambia. Una raya significa que ese componente por sí solo no alcanza.
report-gap = diferencia con la media
report-how-index = Las entidades están ordenadas por su puntaje en «{ $index }». Las barras muestran el puntaje en la escala de cada nodo.
report-how-interval = El intervalo del 90 % contiene los puestos que la entidad ocupó en 90 de cada 100 de { $runs } corridas, en las que se variaron las decisiones inciertas del método.
report-how-no-study = No se hizo un estudio de robustez: no se sabe qué tan seguros son los puestos.
report-how-tier = Dentro de un escalón el orden no debe interpretarse: las diferencias entre sus entidades son menores que la incertidumbre.
report-index = índice
report-interval = intervalo del 90 %
report-made-with = Hecho con icip { $version }. Este archivo no carga nada de Internet ni guarda nada.
report-median = mediana
report-method = Método
report-more = mostrar más
report-moved = cambio
report-moved-declared = El intervalo, el escalón y la categoría son los de las ponderaciones declaradas.
report-moved-none = Estas son las ponderaciones declaradas.
report-moved-some = Entidades que cambiaron de puesto: { $n }; cambio máximo: { $most }; tau de Kendall con la clasificación declarada: { $tau }.
report-moved-tiers = Entidades fuera de los puestos que abarca su escalón: { $n }.
report-next = siguiente
report-node = componente
report-none = ninguno
report-not-official = Calculado con los datos y las reglas que se indican en «Método». Ni la clasificación ni las ponderaciones son oficiales, salvo que lo diga la entidad que las publica.
report-not-ranked = sin puesto
report-note = nota
report-of = de { $n }
report-parts = Partes del informe
report-percent = { $share } %
report-period = período { $period }
report-points = puntos del índice
report-previous = anterior
report-print = imprimir
report-profile = Perfil
report-rank = puesto
report-rank-in = puesto { $period }
report-rank-in-group = puesto en { $group }
report-rank-was = (entonces, puesto { $rank })
report-ranking = Clasificación
report-refused = Con estas ponderaciones el método no admite { $node } (entidades: { $entities }).
report-remarks = Observaciones sobre los datos
report-remarks-none = No hubo datos faltantes, imputados, tratados ni concedidos.
report-run = Registro de la ejecución
report-run-note = Con los mismos archivos y la misma versión del programa cualquier persona obtiene los mismos números: las huellas SHA-256 dicen cuáles fueron los archivos.
report-run-record = mostrar el registro
report-scatter = Un nodo frente a otro
report-scatter-text = Cada punto es una entidad: { $x } de izquierda a derecha y { $y } de abajo hacia arriba.
report-scatter-x = horizontal
report-scatter-y = vertical
report-score = puntaje
report-score-among = puntaje frente a las demás
report-search = Buscar
report-search-hint = nombre o código
report-shown-of = { $shown } de { $n } entidades
report-since = desde { $period }
report-skip = ir al contenido
report-sort = ordenar por { $column }
report-source = fuente
report-steps = pasos
report-strong = Principales fortalezas
report-tier = escalón
report-tree = Árbol
report-tree-note = El porcentaje indica cuánto pesa un nodo en el índice, cuando el método lo dice. Abra un nodo para ver sus reglas.
report-warning = Advertencia:
report-weak = Principales debilidades
report-weight-in-parent = ponderación en el nodo superior
report-weights = Mover las ponderaciones
report-weights-note = La clasificación cambia de inmediato, con las mismas reglas. La dirección de la página conserva las ponderaciones, de modo que se puede enviar.
report-weights-of = Componentes de
report-weights-reset = volver a las ponderaciones declaradas
report-weights-script = Para mover las ponderaciones se necesita JavaScript.

## El libro de cálculo (icip score -o ARCHIVO.xlsx, icip report --xlsx)

workbook-best = mejor puesto, intervalo del 90 %
workbook-chart = { $n ->
    [one] La primera entidad de la clasificación
   *[other] Las primeras { $n } entidades de la clasificación
}
workbook-columns = el libro necesitaría { $columns } columnas en una hoja, y una hoja tiene { $most }; sin --xlsx, o con `-o CARPETA`, no existe ese límite
workbook-compared = posición en una escala de doce dígitos
workbook-compared-of = posición en la escala: { $name }
workbook-file = archivo
workbook-first = primera con su posición
workbook-fixed = Esta ponderación no se puede cambiar aquí: { $why }.
workbook-fixed-value = los puntajes de `{ $node }`, al que pertenece, son valores
workbook-footer = icip { $version }
workbook-from = antes
workbook-grouped-by = agrupado por
workbook-group = grupo
workbook-in-index = peso en el índice
workbook-is-no-file = `{ $path }` no puede ser el nombre de un libro de cálculo; nombre un archivo, como en `--xlsx resultados.xlsx`
workbook-key = posición después de los desempates
workbook-level = nivel
workbook-line = línea
workbook-median = puesto mediano
workbook-more-changes = { $n } cambios más no caben aquí; `icip score -o CARPETA` los escribe todos en trail.csv
workbook-node-name = nombre del nodo
workbook-note-formulas = Cambie las ponderaciones en las celdas de color: los puntajes, las categorías, los puestos y el gráfico se actualizan. Para ver el nuevo orden, ordene la hoja de la clasificación por el puesto. Los intervalos, los escalones y todo lo que no es fórmula siguen siendo los de las ponderaciones declaradas.
workbook-order = lugar del código
workbook-parent = nodo superior
workbook-place = lugar en la clasificación
workbook-ranked = número que se ordena
workbook-reference = Referencia: { $reference }.
workbook-remark = observación
workbook-row = fila en la hoja de puntajes
workbook-rows = el libro necesitaría { $rows } filas en una hoja, y en una hoja caben { $most }; `-o CARPETA` escribe archivos CSV sin ese límite
workbook-settings = parámetros
workbook-sheet-chart = Gráfico
workbook-sheet-findings = Hallazgos
workbook-sheet-method = Método
workbook-sheet-normalised = Normalizados
workbook-sheet-ranking = Clasificación
workbook-sheet-run = Ejecución
workbook-sheet-scores = Puntajes
workbook-sheet-changes = Por qué cambió
workbook-sheet-targets = Metas
workbook-sheet-trends = Tendencias
workbook-baseline-period = período de la línea base
workbook-current-period = período del valor
workbook-goal-period = período de la meta
workbook-projected-low = proyectado, mínimo
workbook-projected-high = proyectado, máximo
workbook-since-break = valores desde la ruptura de
workbook-first-period = primer período
workbook-last-period = último período
workbook-slope-low = pendiente, mínima
workbook-slope-high = pendiente, máxima
workbook-value-before = valor antes
workbook-value-after = valor después
workbook-score-before = Puntaje antes
workbook-score-after = Puntaje después
workbook-sheet-totals = Puntajes de grupos
workbook-sheet-trail = Cambios
workbook-sheet-weights = Ponderaciones
workbook-step = paso
workbook-step-clip = llevado al extremo de la escala
workbook-step-denominate = división
workbook-step-floor = elevado al piso
workbook-step-impute = imputación
workbook-step-missing = valor ausente
workbook-step-rescale = llevado a otra escala
workbook-step-treat = tratamiento
workbook-steps = pasos de la escala que suman 1
workbook-summary = qué hace
workbook-to = después
workbook-unrounded = { $node } antes de redondear
workbook-value = Los puntajes son valores: { $why }.
workbook-value-bits = comparan los bits de los puntajes, y una hoja de cálculo compara quince dígitos
workbook-value-ranks = Los puestos son valores: { $why }.
workbook-value-method = una hoja de cálculo no tiene esa regla (`{ $method }`)
workbook-value-periods = las ponderaciones por debajo de `{ $node }` difieren entre períodos
workbook-value-round = una hoja de cálculo no redondea de esa manera
workbook-weight-rule = Una ponderación es un número que no es menor que 0.
workbook-weighted-by = ponderado por
workbook-why = motivo
workbook-worst = peor puesto, intervalo del 90 %

## Un primer marco hecho con una tabla

# Lo que se decidió.
draft-above = { $count ->
    [one] la línea { $first }, encima del encabezado, no hace parte de la tabla
   *[other] las líneas { $first } a { $last }, encima del encabezado, no hacen parte de la tabla
}
draft-code-in-period = código: { $code }, que se llama como un código y es distinto en cada fila de un período
draft-code-named = código: { $code }, que se llama como un código, está lleno y es distinto en cada fila
draft-code-parts = código: { $code } juntos, que son códigos y solo juntos son distintos en cada fila
draft-code-unique = código: { $code }, porque ninguna columna se llama como un código y esta está llena y es distinta en cada fila
draft-computed = nodo `{ $node }`: la columna es el promedio o la suma de { $parts } en { $fits } de { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
}, así que son sus componentes
draft-groups = { $count ->
    [one] grupo: { $groups }, que repite unos pocos textos; también se ordena dentro de cada uno
   *[other] grupos: { $groups }, que repiten unos pocos textos; también se ordena dentro de cada uno
}
draft-header = { $count ->
    [one] encabezado en la línea { $lines }, y { $rows ->
        [one] 1 fila
       *[other] { $rows } filas
    } debajo
   *[other] encabezado en las líneas { $lines }, cuyos textos se unen con ` / `, y { $rows ->
        [one] 1 fila
       *[other] { $rows } filas
    } debajo
}
draft-leaves = { $count ->
    [one] 1 hoja
   *[other] { $count } hojas
}: { $kinds }
draft-kind-likert = { $count } de 1 a 5
draft-kind-percentage = { $count } de 0 a 100
draft-kind-range = { $count } con otros números
draft-kind-share = { $count } de 0 a 1
draft-kind-steps = { $count } con respuestas en escalones
draft-kind-two-answers = { $count } con dos respuestas
draft-left-out = se omite: { $columns }: { $why }
draft-left-out-and-more = se omite: { $columns } y { $more } más: { $why }
draft-left-out-column = { $column }: { $why }
draft-left-out-more = se omiten más columnas, que figuran en `framework.toml`
draft-marks = { $count ->
    [one] marca de dato faltante: { $marks }
   *[other] marcas de dato faltante: { $marks }
}
draft-name = nombre: `{ $column }`
draft-notes = { $count ->
    [one] la línea { $first }, debajo de la tabla, se toma por una nota: `{ $text }`
   *[other] { $count } líneas debajo de la tabla, desde la línea { $first }, se toman por notas: `{ $text }`
}
draft-period = { $count ->
    [one] período: `{ $column }`, que solo contiene { $periods }
   *[other] período: `{ $column }`, con { $count } períodos: { $periods }
}
draft-period-sample = `normalise-sample = "all"`: las escalas se ajustan a todos los períodos juntos, para que los puntajes de distintos períodos se puedan comparar
draft-sheet = se lee la hoja `{ $sheet }`, porque es la que tiene más celdas; --sheet elige otra: { $sheets }
draft-totals = { $count ->
    [one] una fila sin código se omite con `[[data.exclude]]`: { $texts } en `{ $column }`
   *[other] { $count } filas sin código se omiten con `[[data.exclude]]`: { $texts } en `{ $column }`
}
draft-tree-codes = { $count ->
    [one] árbol: según los códigos de las columnas, con { $groups } debajo del índice
   *[other] árbol: según los códigos de las columnas, con { $count } nodos debajo del índice: { $groups }
}
draft-tree-computed = árbol: según las columnas que se calculan a partir de otras
draft-tree-flat = árbol: ni el encabezado ni los códigos de las columnas muestran uno, así que todas las hojas están directamente debajo del índice
draft-tree-header = { $count ->
    [one] árbol: según las líneas superiores del encabezado, con { $groups } debajo del índice
   *[other] árbol: según las líneas superiores del encabezado, con { $count } nodos debajo del índice: { $groups }
}

# Por qué se omite una columna.
draft-column = `{ $name }`
draft-column-number = columna { $number }
draft-left-out-code = otro código de las entidades
draft-left-out-computed = el promedio o la suma de { $parts }, así que es un resultado y no un indicador
draft-left-out-constant = solo `{ $value }`, que no distingue a las entidades
draft-left-out-dates = fechas u horas
draft-left-out-empty = ningún dato
draft-left-out-mixed = números, y { $texts }, que no lo son ({ $count ->
    [one] línea { $lines }
   *[other] líneas { $lines }
}); corríjalos, o declare qué significan, y agregue una hoja
draft-left-out-refused = no se puede leer o puntuar tal como está: { $problem }
draft-left-out-repeated = la columna { $number } tiene el mismo nombre que otra; cambie el nombre de una de ellas
draft-left-out-result = tiene el nombre de un puesto o una clase, que son resultados
draft-left-out-texts = textos con demasiados valores distintos para ser una lista de respuestas
draft-left-out-two-marks = unos números tienen punto decimal y otros coma decimal
draft-left-out-unnamed = sin nombre en el encabezado
draft-left-out-years = años, y más no es mejor

# Por qué una columna se hace comparable de esta manera.
draft-why-likert = números enteros de { $least } a { $most }: se toman por una escala de 1 a 5
draft-why-one-two = solo 1 y 2: 2 se toma por la mejor respuesta, lo cual es una suposición, porque a menudo 1 significa sí
draft-why-percentage = números de { $least } a { $most }: se toman por una escala de 0 a 100
draft-why-range = números de { $least } a { $most }: la escala va del menor al mayor de la tabla
draft-why-share = números de { $least } a { $most }: se toman por una escala de 0 a 1
draft-why-steps = { $count } respuestas con escalones iguales en el orden de una escala conocida, la mejor: { $best }
draft-why-two-answers = dos respuestas, de las cuales { $best } se toma por la mejor
draft-why-two-numbers = solo los números { $least } y { $most }: el mayor se toma por la mejor respuesta, lo cual es una suposición
draft-why-two-unknown-answers = dos respuestas sin un orden conocido: { $best } se toma por la mejor, lo cual es una suposición
draft-why-unknown-steps = { $count } respuestas sin un orden conocido: escalones iguales en orden alfabético, la mejor { $best }, solo mientras alguien las ordena
draft-why-zero-one = solo 0 y 1: 1 se toma por la mejor respuesta, lo cual es una suposición

# Notas de los nodos.
draft-note-codes = según los códigos de las columnas que tiene debajo
draft-note-computed = la columna `{ $column }` de la tabla se calcula a partir de los componentes de este nodo
draft-note-direction = { $why }; más se toma por mejor mientras nadie lo haya revisado
draft-note-gaps = { $why }; { $count ->
    [one] falta 1 dato
   *[other] faltan { $count } datos
}
draft-note-header = según una línea superior del encabezado
draft-note-index = un borrador hecho con una tabla: aún no se han decidido escalas, direcciones ni ponderaciones

# Lo que la tabla no dice.
draft-open-decimal = si los números de { $columns } tienen punto o coma decimal: se declara `{ $mark }`, porque otras columnas lo tienen o, si ninguna lo muestra, porque tres cifras después de cada signo parecen miles; corrija `decimal` si no es así
draft-open-direction = si más es mejor: todos los indicadores cuentan como si lo fuera; escriba -1 en la columna `direction` de structure.csv donde menos es mejor
draft-open-gaps = qué significa un dato faltante ({ $count ->
    [one] 1 dato en { $columns }
   *[other] { $count } datos en { $columns }
}): `missing = "skip"` lo deja por fuera, y los demás componentes se reparten su ponderación
draft-open-likert = si los números enteros de 1 a 5 son una escala ({ $count ->
    [one] { $columns }
   *[other] { $count } columnas: { $columns }
})
draft-open-no-answer = si { $numbers } en `{ $column }` significan que no hay respuesta: están lejos de los demás números, y así se declaran
draft-open-percentage = si la escala va de 0 a 100 ({ $count ->
    [one] { $columns }
   *[other] { $count } columnas: { $columns }
})
draft-open-range = cuáles son el peor y el mejor valor posibles ({ $count ->
    [one] { $columns }
   *[other] { $count } columnas: { $columns }
}): con `min-max` salen de la tabla, y una entidad que se agregue mueve los puntajes de todas
draft-open-results = si otra columna es el resultado de otras, como un total: la que no se reconoció cuenta dos veces
draft-open-share = si la escala va de 0 a 1 ({ $count ->
    [one] { $columns }
   *[other] { $count } columnas: { $columns }
})
draft-open-steps = el orden de las respuestas y los puntos entre ellas ({ $count ->
    [one] { $columns }
   *[other] { $count } columnas: { $columns }
})
draft-open-two-answers = cuál de dos respuestas es la mejor ({ $count ->
    [one] { $columns }
   *[other] { $count } columnas: { $columns }
})
draft-open-weights = qué importa más: los componentes de un nodo pesan lo mismo, porque no se indica ninguna ponderación
draft-open-zeros = si los códigos perdieron ceros a la izquierda: unos tienen { $short } dígitos y otros { $long }; `width = { $long }` en `[data]` los devuelve

# Textos de `framework.toml`.
draft-toml-head = Un borrador que `icip init` hizo con { $file }. Da puntajes, y no es un índice mientras nadie haya revisado cada línea. Cada hoja dice en su nota por qué se propuso así.
draft-toml-left-out = Columnas que se omiten, y por qué:
draft-toml-missing = Qué significa un componente ausente; los demás se reparten su ponderación.
draft-toml-note = Un borrador hecho con una tabla. Nadie ha decidido aún las escalas, las direcciones ni las ponderaciones.
draft-toml-open = Lo que la tabla no dice:
draft-toml-source = Propuesto por icip a partir de { $file }.
draft-toml-totals = una fila sin código

# Lo que imprime el comando, y lo que lo termina.
draft-checked = comprobado: se { $rows ->
    [one] lee 1 fila
   *[other] leen { $rows } filas
}, { $ranked ->
    [one] 1 entidad tiene
   *[other] { $ranked } entidades tienen
} índice
draft-heading-decided = Decidido
draft-heading-open = No está en la tabla: por favor revise cada punto
draft-made = un borrador de marco a partir de { $file }
draft-next = ahora: icip check { $file } -f { $folder }    y después: icip score { $file } -f { $folder }

## What an audit finds (icip audit)

against-its-node = Un hijo es peor donde los demás de su nodo son mejores.
    .example = `visa`: `visa` va en contra de los demás de `Instit`: su correlación con la suma de ellos es -0,21; revise su dirección, o si pertenece a ese nodo
against-its-node-rest = `{ $child }` va en contra de los demás de `{ $node }`: su correlación con la suma de ellos es { $r }
against-its-node-hint = revise su dirección, o si pertenece a ese nodo

collinear = Dos columnas son casi la misma.
    .example = `CO2`: `CO2` y `MatCon` tienen la correlación 0,95, de modo que cuentan casi dos veces; conserve una de ellas, o divida sus pesos entre dos
collinear-siblings = `{ $one }` y `{ $other }` tienen la correlación { $r }, de modo que cuentan casi dos veces
collinear-same = `{ $one }` y `{ $other }` son lo mismo salvo por su escala, de modo que cuenta dos veces
collinear-hint = conserve una de ellas, o divida sus pesos entre dos

end-of-scale = Muchas entidades están en un extremo de la escala de una columna, que por eso no las distingue.
    .example = `p12`: el 41 % de las entidades tiene el puntaje más alto de `p12`; amplíe su escala, o exija más
end-of-scale-lower = el { $share } % de las entidades tiene el puntaje más bajo de `{ $node }`
end-of-scale-upper = el { $share } % de las entidades tiene el puntaje más alto de `{ $node }`
end-of-scale-hint = amplíe su escala, o exija más

entity-apart = Una entidad está lejos de las demás en el conjunto de los hijos del índice.
    .example = data.csv línea 14, entidad `SGP`: la distancia al cuadrado de las entidades ordinarias es 41,20, y 3 de sus hojas están fuera de los límites; revise sus datos, y si debe compararse con las demás
entity-apart-distance = la distancia al cuadrado de las entidades ordinarias es { $distance }, y { $leaves ->
    [0] ninguna de sus hojas está fuera de los límites
    [one] una de sus hojas está fuera de los límites
   *[other] { $leaves } de sus hojas están fuera de los límites
}
entity-apart-hint = revise sus datos, y si debe compararse con las demás

few-suffice = Menos de la mitad de las hojas da casi el mismo ranking.
    .example = `Index`: 12 de 49 hojas dan el ranking de `Index` con una tau de Kendall de 0,95; las demás cuestan trabajo y cambian poco, a menos que estén para ser vistas
few-suffice-leaves = { $count } de { $all } hojas dan el ranking de `{ $index }` con una tau de Kendall de { $tau }
few-suffice-hint = las demás cuestan trabajo y cambian poco, a menos que estén para ser vistas

follows-size = Una hoja o un nodo sigue a su divisor, o a una columna ajena al índice.
    .example = `Flights`: `Flights` tiene la correlación 0,71 con `population`; divida entre esa columna, o explique por qué las entidades grandes deben tener un puntaje mayor
follows-size-column = `{ $node }` tiene la correlación { $r } con `{ $column }`
follows-size-hint = divida entre esa columna, o explique por qué las entidades grandes deben tener un puntaje mayor

influence-differs = Lo que un hijo explica de su nodo está lejos de su peso.
    .example = `Conn`: `Conn` tiene el 50 % de los pesos de `Index` y el 22 % de la influencia; el peso 71 % le daría la influencia declarada
influence-differs-share = `{ $child }` tiene el { $weight } % de los pesos de `{ $node }` y el { $share } % de la influencia
influence-differs-hint = el peso { $weight } % le daría la influencia declarada
influence-differs-no-weight-hint = ningún peso le da la influencia declarada, así que cambie su composición, o aclare que los pesos no son influencia

loose-indicator = Un hijo tiene poco que ver con los demás de su nodo.
    .example = `Forest`: `Forest` tiene poco que ver con los demás de `Environ`: su correlación con la suma de ellos es 0,08; revise si pertenece a ese nodo
loose-indicator-rest = `{ $child }` tiene poco que ver con los demás de `{ $node }`: su correlación con la suma de ellos es { $r }
loose-indicator-hint = revise si pertenece a ese nodo

low-adequacy = Los hijos de un nodo comparten demasiado poco para tener un factor común.
    .example = `Instit`: la medida de adecuación muestral (KMO) de `Instit` es 0,48, menor que 0,60; un promedio de sus hijos no mide una sola cosa
low-adequacy-kmo = la medida de adecuación muestral (KMO) de `{ $node }` es { $kmo }, menor que { $least }
low-adequacy-hint = un promedio de sus hijos no mide una sola cosa

low-consistency = Los hijos de un nodo no van juntos.
    .example = `Instit`: el alfa de Cronbach de `Instit` es 0,28, menor que 0,70; mire sin cuál hijo es mayor, o trate el nodo como una lista de cosas distintas
low-consistency-alpha = el alfa de Cronbach de `{ $node }` es { $alpha }, menor que { $least }
low-consistency-hint = mire sin cuál hijo es mayor, o trate el nodo como una lista de cosas distintas

nearer-elsewhere = Un indicador va con otro nodo más que con el suyo.
    .example = `Cov4G`: `Cov4G` va con `Knowledge` (0,74) más que con su propio nodo (0,51); considere moverlo
nearer-elsewhere-node = `{ $child }` va con `{ $node }` ({ $foreign }) más que con su propio nodo ({ $own })
nearer-elsewhere-hint = considere moverlo

negative-pair = Dos hijos de un nodo se contradicen.
    .example = `Bord`: `Bord` y `TBTs` tienen la correlación -0,36, de modo que uno quita lo que el otro da; revise sus direcciones, o sepárelos
negative-pair-siblings = `{ $one }` y `{ $other }` tienen la correlación { $r }, de modo que uno quita lo que el otro da
negative-pair-hint = revise sus direcciones, o sepárelos

several-dimensions = Los hijos de un nodo miden varias cosas.
    .example = `Social`: los hijos de `Social` tienen 2 componentes por encima de las del azar, y la primera tiene el 43 % de la varianza; divida el nodo, o explique por qué estas cosas van juntas
several-dimensions-parallel = los hijos de `{ $node }` tienen { $count } componentes por encima de las del azar, y la primera tiene el { $share } % de la varianza
several-dimensions-hint = divida el nodo, o explique por qué estas cosas van juntas

silent-indicator = Una columna es igual para casi todas las entidades, de modo que no dice nada.
    .example = `p07`: el 98 % de las entidades tiene el mismo valor de `p07`; omítala, o pregunte de otra manera
silent-indicator-share = el { $share } % de las entidades tiene el mismo valor de `{ $node }`
silent-indicator-hint = omítala, o pregunte de otra manera

similar-groups = Dos grupos difieren solo en las mayúsculas, las tildes o los espacios, como si dos personas hubieran escrito un mismo grupo.
    .example = data.csv línea 3, `sector`: hay grupos que difieren solo en las mayúsculas, las tildes o los espacios: `Nación` y `NACION`; cuentan como grupos distintos
similar-groups-pairs = hay grupos que difieren solo en las mayúsculas, las tildes o los espacios: { $pairs }
similar-groups-many-pairs = hay grupos que difieren solo en las mayúsculas, las tildes o los espacios: { $pairs } y { $more } más
similar-groups-hint = cuentan como grupos distintos

skewed-column = Una columna tiene valores atípicos.
    .example = `Flights`: la asimetría de `Flights` es 2,10 y su exceso de curtosis 4,51; declare un tratamiento (`treat`), o revise sus valores más grandes y más pequeños
skewed-column-shape = la asimetría de `{ $node }` es { $skewness } y su exceso de curtosis { $kurtosis }
skewed-column-hint = declare un tratamiento (`treat`), o revise sus valores más grandes y más pequeños

## icip audit

audit-advice = → { $hint }
audit-all-entries = { $node }, todas las hojas
audit-all-tables = `icip audit -o DIR` escribe todas las tablas: estadísticas de las columnas, correlaciones, ítems, componentes, el ranking sin cada hoja y la distancia de cada entidad.
audit-column-alpha = alfa de Cronbach
audit-column-alpha-high = alfa, extremo superior
audit-column-alpha-low = alfa, extremo inferior
audit-column-alpha-standardised = alfa estandarizado
audit-column-alpha-without = alfa sin él
audit-column-balanced = peso equilibrado
audit-column-bandwidth = ancho de banda
audit-column-bartlett = prueba de Bartlett
audit-column-bartlett-df = Bartlett, grados de libertad
audit-column-bartlett-p = Bartlett, p
audit-column-ceiling = proporción en el extremo superior
audit-column-children = hijos
audit-column-claimed = dimensiones declaradas
audit-column-code = código
audit-column-column = columna
audit-column-component = componente
audit-column-components-kaiser = componentes mayores que 1
audit-column-components-parallel = componentes mayores que el azar
audit-column-condition = número de condición
audit-column-covariance-share = parte de la covarianza
audit-column-distance = distancia de Mahalanobis al cuadrado
audit-column-distinct = probabilidad de que dos difieran
audit-column-divisor = es su divisor
audit-column-eigenvalue = valor propio
audit-column-entry = hoja
audit-column-first-share = parte del primer componente
audit-column-floor = proporción en el extremo inferior
audit-column-groups = grupos
audit-column-importance = parte de la influencia
audit-column-imputed = vacíos imputados
audit-column-kendall = Kendall, tau-b
audit-column-kendall-p = Kendall, p
audit-column-kmo = KMO
audit-column-kurtosis-1 = exceso de curtosis, tipo 1
audit-column-kurtosis-2 = exceso de curtosis, tipo 2
audit-column-kurtosis-3 = exceso de curtosis, tipo 3
audit-column-largest = grupo mayor
audit-column-largest-shift = mayor cambio de puesto
audit-column-leaves = hojas
audit-column-loading = carga
audit-column-max = máximo
audit-column-mean = media
audit-column-mean-shift = cambio medio de puesto
audit-column-means = silueta, k-medias
audit-column-median = mediana
audit-column-min = mínimo
audit-column-n = n
audit-column-name = nombre
audit-column-node = nodo
audit-column-of = en
audit-column-omega = omega de McDonald
audit-column-one = uno
audit-column-other = otro
audit-column-outliers-high = atípicos por encima
audit-column-outliers-low = atípicos por debajo
audit-column-outlying = sesgado por atípicos
audit-column-outlying-leaves = hojas en las que es atípica
audit-column-p = p
audit-column-partial = correlación parcial
audit-column-pearson = Pearson
audit-column-pearson-bh = Pearson, p de Benjamini y Hochberg
audit-column-pearson-high = Pearson, extremo superior
audit-column-pearson-holm = Pearson, p de Holm
audit-column-pearson-low = Pearson, extremo inferior
audit-column-pearson-p = Pearson, p
audit-column-peers = pares
audit-column-period = período
audit-column-present = proporción presente
audit-column-q1 = primer cuartil
audit-column-q3 = tercer cuartil
audit-column-r2 = r²
audit-column-random = por azar, percentil 95
audit-column-ratio = razón de correlación S
audit-column-ratio-high = S, extremo superior
audit-column-ratio-low = S, extremo inferior
audit-column-relation = relación
audit-column-rest = correlación con el resto
audit-column-robust = robusta
audit-column-rotated = carga tras varimax
audit-column-same = valor más frecuente, veces
audit-column-scope = se toma en conjunto
audit-column-sd = desviación estándar
audit-column-share = parte de la varianza
audit-column-silhouette = silueta
audit-column-skewness-1 = asimetría, tipo 1
audit-column-skewness-2 = asimetría, tipo 2
audit-column-skewness-3 = asimetría, tipo 3
audit-column-smallest = grupo menor
audit-column-spearman = Spearman
audit-column-spearman-p = Spearman, p
audit-column-tau = tau de Kendall con la clasificación
audit-column-times = influencia sobre peso
audit-column-treated = valores tratados
audit-column-unique = valores distintos
audit-column-vif = inflación de la varianza
audit-column-ward = silueta, Ward
audit-column-weakest-child = tau con el hijo más débil
audit-column-weight = peso declarado
audit-column-zeros = ceros
audit-files = { $count ->
    [0] ningún hallazgo
    [one] 1 hallazgo
   *[other] { $count } hallazgos
}
audit-head-normalised = { $title }: auditoría de { $entities ->
    [one] 1 entidad
   *[other] { $entities } entidades
}, hojas como puntajes
audit-head-raw = { $title }: auditoría de { $entities ->
    [one] 1 entidad
   *[other] { $entities } entidades
}, hojas como están en los datos
audit-head-treated = { $title }: auditoría de { $entities ->
    [one] 1 entidad
   *[other] { $entities } entidades
}, hojas después de tratar vacíos y valores atípicos
audit-heading-alpha = alfa
audit-heading-balanced = equilibrado
audit-heading-child = hijo
audit-heading-children = hijos
audit-heading-components = componentes
audit-heading-first = primera
audit-heading-interval = 95 %
audit-heading-node = nodo
audit-heading-share = influencia
audit-heading-weight = peso
audit-influence = Cuánto cuenta cada hijo: su peso declarado, la varianza del nodo que explican una recta (r²) y una curva (S), su participación en la influencia y el peso que le daría la declarada
audit-more = y { $count } más
audit-no-column = no hay una columna `{ $column }` con números en los datos; columnas que nadie lee: { $columns }
audit-no-peers = las entidades no se pueden dividir en { $count } grupos: debe haber más entidades con todas las columnas que grupos, y 5000 a lo sumo, y las columnas deben variar
audit-nodes = ¿Van juntos los hijos de cada nodo?
audit-parts = se auditan { $count } muestras, cada una por separado: las de cada período, y las de cada grupo si `--by` lo pide
audit-table-components = Auditoría, componentes
audit-table-correlations = Auditoría, correlaciones
audit-table-entities = Auditoría, entidades
audit-table-importance = Auditoría, influencia
audit-table-items = Auditoría, ítems
audit-table-loadings = Auditoría, cargas
audit-table-nodes = Auditoría, nodos
audit-table-outside = Auditoría, columnas externas
audit-table-reduced = Auditoría, conjunto mínimo
audit-table-univariate = Auditoría, columnas
audit-table-without = Auditoría, sin cada hoja
audit-verdict = { $count ->
    [0] Nada está fuera de su umbral.
    [one] 1 hallazgo
   *[other] { $count } hallazgos de { $kinds } clases
}
audit-word-ancestor = con un nodo superior
audit-word-apart = de nodos distintos
audit-word-children = hijos
audit-word-entries = todas las hojas
audit-word-foreign-parent = con otro nodo
audit-word-index = con el índice
audit-word-no = no
audit-word-parent = con el padre
audit-word-siblings = de un mismo nodo
audit-word-yes = sí
