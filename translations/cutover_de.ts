<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>browse</name>
    <message>
        <source>This statement does something instead of showing something, and here one can only look: it was not run. Statements that begin with SELECT, WITH, VALUES, TABLE, SHOW or EXPLAIN can be.</source>
        <translation>Diese Anweisung tut etwas, statt etwas zu zeigen, und hier kann man nur nachsehen: Sie wurde nicht ausgeführt. Möglich sind Anweisungen, die mit SELECT, WITH, VALUES, TABLE, SHOW oder EXPLAIN beginnen.</translation>
    </message>
    <message>
        <source>The statement would change something, and here one can only look. The server refused it, and nothing was changed.</source>
        <translation>Die Anweisung würde etwas ändern, und hier kann man nur nachsehen. Der Server hat sie abgelehnt, und nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The statement would end or begin a transaction, and here one can only look. The server refused it, and nothing was changed.</source>
        <translation>Die Anweisung würde eine Transaktion beenden oder beginnen, und hier kann man nur nachsehen. Der Server hat sie abgelehnt, und nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The server refused the statement: %1</source>
        <translation>Der Server hat die Anweisung abgelehnt: %1</translation>
    </message>
    <message>
        <source>The statement leaves places open for values ($1, $2, …), and there is nobody to fill them. Write the values in their place.</source>
        <translation>Die Anweisung lässt Stellen für Werte offen ($1, $2, …), und niemand füllt sie. Schreiben Sie die Werte an ihre Stelle.</translation>
    </message>
    <message>
        <source>reading what is in the database</source>
        <translation>das Lesen des Verzeichnisses der Datenbank</translation>
    </message>
    <message>
        <source>reading the sizes of tables</source>
        <translation>das Lesen der Tabellengrößen</translation>
    </message>
    <message>
        <source>reading the rows of %1</source>
        <translation>das Lesen der Zeilen von %1</translation>
    </message>
    <message>
        <source>A filter&apos;s value cannot be read as a value of its column. Write it as the values in that column are written.</source>
        <translation>Der Wert eines Filters lässt sich nicht als Wert seiner Spalte lesen. Schreiben Sie ihn so, wie die Werte in dieser Spalte geschrieben sind.</translation>
    </message>
    <message>
        <source>Rows of a view cannot be told apart, so this value cannot be read once more.</source>
        <translation>Die Zeilen einer Sicht lassen sich nicht unterscheiden, daher kann dieser Wert nicht noch einmal gelesen werden.</translation>
    </message>
    <message>
        <source>This row is no longer there, or has another key now. Look at the rows again.</source>
        <translation>Diese Zeile ist nicht mehr da oder hat jetzt einen anderen Schlüssel. Sehen Sie sich die Zeilen noch einmal an.</translation>
    </message>
    <message>
        <source>reading the columns of %1</source>
        <translation>das Lesen der Spalten von %1</translation>
    </message>
    <message>
        <source>%1 is no longer there. Somebody removed it meanwhile.</source>
        <translation>%1 ist nicht mehr da. Jemand hat es inzwischen entfernt.</translation>
    </message>
    <message>
        <source>Reads %1 from end to end</source>
        <translation>Liest %1 von Anfang bis Ende</translation>
    </message>
    <message>
        <source>Reads a sample of %1</source>
        <translation>Liest eine Stichprobe von %1</translation>
    </message>
    <message>
        <source>Finds rows of %1 through the index %2</source>
        <translation>Findet Zeilen von %1 über den Index %2</translation>
    </message>
    <message>
        <source>Reads the index %2 of %1 alone</source>
        <translation>Liest nur den Index %2 von %1</translation>
    </message>
    <message>
        <source>Looks up places in the index %2</source>
        <translation>Schlägt Stellen im Index %2 nach</translation>
    </message>
    <message>
        <source>Fetches the rows of %1 at those places</source>
        <translation>Holt die Zeilen von %1 an diesen Stellen</translation>
    </message>
    <message>
        <source>Fetches rows of %1 by their place</source>
        <translation>Holt Zeilen von %1 nach ihrer Stelle</translation>
    </message>
    <message>
        <source>Reads a stretch of %1</source>
        <translation>Liest einen Abschnitt von %1</translation>
    </message>
    <message>
        <source>Takes rows from the function %1</source>
        <translation>Nimmt Zeilen aus der Funktion %1</translation>
    </message>
    <message>
        <source>Takes values from the statement itself</source>
        <translation>Nimmt Werte aus der Anweisung selbst</translation>
    </message>
    <message>
        <source>Reads the result of the WITH part %1</source>
        <translation>Liest das Ergebnis des WITH-Teils %1</translation>
    </message>
    <message>
        <source>Reads the result of the query within, %1</source>
        <translation>Liest das Ergebnis der inneren Abfrage %1</translation>
    </message>
    <message>
        <source>Reads %1 on another server</source>
        <translation>Liest %1 auf einem anderen Server</translation>
    </message>
    <message>
        <source>Looks up partners, row by row</source>
        <translation>Sucht Zeile für Zeile die Gegenstücke</translation>
    </message>
    <message>
        <source>Joins both by looking up in a table in memory</source>
        <translation>Verbindet beide über eine Tabelle im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Joins both, which are sorted alike</source>
        <translation>Verbindet beide, die gleich sortiert sind</translation>
    </message>
    <message>
        <source>Puts them into a table in memory</source>
        <translation>Legt sie in eine Tabelle im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Sorts</source>
        <translation>Sortiert</translation>
    </message>
    <message>
        <source>Sorts what is sorted in part already</source>
        <translation>Sortiert, was zum Teil schon sortiert ist</translation>
    </message>
    <message>
        <source>Counts or sums up</source>
        <translation>Zählt oder rechnet zusammen</translation>
    </message>
    <message>
        <source>Counts or sums up by group</source>
        <translation>Zählt oder rechnet je Gruppe zusammen</translation>
    </message>
    <message>
        <source>Counts or sums up along the rows</source>
        <translation>Zählt oder rechnet entlang der Zeilen</translation>
    </message>
    <message>
        <source>Leaves out what is there twice</source>
        <translation>Lässt weg, was doppelt ist</translation>
    </message>
    <message>
        <source>Stops after enough rows</source>
        <translation>Hört nach genügend Zeilen auf</translation>
    </message>
    <message>
        <source>Puts the results one after the other</source>
        <translation>Hängt die Ergebnisse aneinander</translation>
    </message>
    <message>
        <source>Puts sorted results together</source>
        <translation>Fügt sortierte Ergebnisse zusammen</translation>
    </message>
    <message>
        <source>Collects from several processes</source>
        <translation>Sammelt von mehreren Prozessen ein</translation>
    </message>
    <message>
        <source>Collects sorted rows from several processes</source>
        <translation>Sammelt sortierte Zeilen von mehreren Prozessen ein</translation>
    </message>
    <message>
        <source>Keeps the rows to read them again</source>
        <translation>Behält die Zeilen, um sie noch einmal zu lesen</translation>
    </message>
    <message>
        <source>Remembers answers that come again</source>
        <translation>Merkt sich Antworten, die wiederkommen</translation>
    </message>
    <message>
        <source>Calculates</source>
        <translation>Rechnet</translation>
    </message>
    <message>
        <source>Makes several rows of one</source>
        <translation>Macht aus einer Zeile mehrere</translation>
    </message>
    <message>
        <source>Changes %1</source>
        <translation>Ändert %1</translation>
    </message>
    <message>
        <source>Compares two results</source>
        <translation>Vergleicht zwei Ergebnisse</translation>
    </message>
    <message>
        <source>Repeats until nothing new comes</source>
        <translation>Wiederholt, bis nichts Neues kommt</translation>
    </message>
    <message>
        <source>looked up: %1</source>
        <translation>nachgeschlagen: %1</translation>
    </message>
    <message>
        <source>checked again: %1</source>
        <translation>noch einmal geprüft: %1</translation>
    </message>
    <message>
        <source>kept only where %1</source>
        <translation>nur behalten, wo %1</translation>
    </message>
    <message>
        <source>joined only where %1</source>
        <translation>nur verbunden, wo %1</translation>
    </message>
    <message>
        <source>joined where %1</source>
        <translation>verbunden, wo %1</translation>
    </message>
    <message>
        <source>sorted by %1</source>
        <translation>sortiert nach %1</translation>
    </message>
    <message>
        <source>grouped by %1</source>
        <translation>gruppiert nach %1</translation>
    </message>
    <message>
        <source>left out: %1 rows</source>
        <translation>weggelassen: %1 Zeilen</translation>
    </message>
    <message>
        <source>looked into the table itself %1 times</source>
        <translation>%1-mal in der Tabelle selbst nachgesehen</translation>
    </message>
    <message>
        <source>with %1 more processes</source>
        <translation>mit %1 weiteren Prozessen</translation>
    </message>
    <message>
        <source>took %1 kB to sort</source>
        <translation>brauchte %1 kB zum Sortieren</translation>
    </message>
    <message>
        <source>The server&apos;s plan could not be read. Usually something other than PostgreSQL made it. The text is in the details.</source>
        <translation>Der Plan des Servers konnte nicht gelesen werden. Meist hat ihn etwas anderes als PostgreSQL gemacht. Der Text steht in den Einzelheiten.</translation>
    </message>
    <message>
        <source>reading the rows to export</source>
        <translation>das Lesen der Zeilen für den Export</translation>
    </message>
    <message>
        <source>reading sizes and counts</source>
        <translation>das Lesen der Größen und Zahlen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln table(s)</source>
        <translation>
            <numerusform>%Ln Tabelle</numerusform>
            <numerusform>%Ln Tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 with about %Ln row(s) take up %2.</source>
        <translation>
            <numerusform>%1 mit etwa %Ln Zeile: %2.</numerusform>
            <numerusform>%1 mit etwa %Ln Zeilen: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>The whole database has %1.</source>
        <translation>Die ganze Datenbank hat %1.</translation>
    </message>
    <message>
        <source>About %1 rows are out of date and still take up their place (%2 % of all). The server clears them away by itself (autovacuum); where that does not happen, VACUUM does it.</source>
        <translation>Etwa %1 Zeilen sind überholt und belegen noch ihren Platz (%2 % aller Zeilen). Der Server räumt sie von selbst weg (autovacuum); wo das nicht geschieht, hilft VACUUM.</translation>
    </message>
    <message>
        <source>About %1 rows are out of date and wait to be cleared away (%2 % of all), which is usual.</source>
        <translation>Etwa %1 Zeilen sind überholt und warten darauf, weggeräumt zu werden (%2 % aller Zeilen). Das ist üblich.</translation>
    </message>
    <message>
        <source>Only %1 % of what was read was in the server&apos;s memory already. More memory for it (shared_buffers) would make reading faster.</source>
        <translation>Nur %1 % von dem, was gelesen wurde, lag schon im Speicher des Servers. Mehr Speicher dafür (shared_buffers) würde das Lesen beschleunigen.</translation>
    </message>
    <message>
        <source>%1 % of what was read was in the server&apos;s memory already.</source>
        <translation>%1 % von dem, was gelesen wurde, lagen schon im Speicher des Servers.</translation>
    </message>
    <message>
        <source>%1 was read from end to end %2 times, more often than through its indexes. An index on what is searched for may be missing.</source>
        <translation>%1 wurde %2-mal von Anfang bis Ende gelesen, öfter als über seine Indizes. Vielleicht fehlt ein Index auf das, wonach gesucht wird.</translation>
    </message>
    <message>
        <source>The server has no statistics yet about %1, so it may choose slow ways to read. ANALYZE makes them.</source>
        <translation>Über %1 hat der Server noch keine Statistik und wählt darum vielleicht langsame Wege zu lesen. ANALYZE erstellt sie.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln connection(s) to the server are open, of %1 that it allows; %2 of them use this database.</source>
        <translation>
            <numerusform>%Ln Verbindung zum Server ist offen, von %1 erlaubten; %2 davon zu dieser Datenbank.</numerusform>
            <numerusform>%Ln Verbindungen zum Server sind offen, von %1 erlaubten; %2 davon zu dieser Datenbank.</numerusform>
        </translation>
    </message>
    <message>
        <source>for less than a day</source>
        <translation>seit weniger als einem Tag</translation>
    </message>
    <message numerus="yes">
        <source>since %Ln day(s)</source>
        <translation>
            <numerusform>seit %Ln Tag</numerusform>
            <numerusform>seit %Ln Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>The application&apos;s own version of this schema (alembic_version) is %1.</source>
        <translation>Die Anwendung selbst nennt als Version dieses Schemas %1 (alembic_version).</translation>
    </message>
    <message>
        <source>PostgreSQL %1 has been running %2.</source>
        <translation>PostgreSQL %1 läuft %2.</translation>
    </message>
    <message>
        <source>reading the names in %1</source>
        <translation>das Lesen der Namen in %1</translation>
    </message>
    <message>
        <source>running the statement</source>
        <translation>das Ausführen der Anweisung</translation>
    </message>
    <message>
        <source>finding out the rights of the user</source>
        <translation>das Feststellen der Rechte des Benutzers</translation>
    </message>
    <message>
        <source>%1 is not there any more. Somebody has removed it, or made it anew, since the list was read. Read the list again.</source>
        <translation>%1 ist nicht mehr da. Jemand hat es entfernt oder neu angelegt, seit die Liste gelesen wurde. Lesen Sie die Liste neu ein.</translation>
    </message>
    <message>
        <source>reading what %1 is made of</source>
        <translation>das Lesen des Aufbaus von %1</translation>
    </message>
    <message>
        <source>reading the tables of %1 and their links</source>
        <translation>beim Lesen der Tabellen von %1 und ihrer Verknüpfungen</translation>
    </message>
    <message>
        <source>The tables could not be arranged: the program dot, which does it, ended without an answer. Usually Graphviz is not installed completely, or there was too little memory. Install the package graphviz anew, or look at one table and its links only.</source>
        <translation>Die Tabellen konnten nicht angeordnet werden: Das Programm dot, das dies tut, hat ohne Antwort geendet. Meist ist Graphviz nicht vollständig installiert, oder der Speicher hat nicht gereicht. Installieren Sie das Paket graphviz neu, oder sehen Sie sich nur eine Tabelle mit ihren Verknüpfungen an.</translation>
    </message>
    <message>
        <source>The picture needs the program dot, which arranges the tables, and it is not on this computer. It belongs to Graphviz. Install the package graphviz, then try again.</source>
        <translation>Das Bild braucht das Programm dot, das die Tabellen anordnet, und auf diesem Computer ist es nicht vorhanden. Es gehört zu Graphviz. Installieren Sie das Paket graphviz, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Arranging the tables took too long and was broken off, because there are so many of them or so many links. Look at one table and its links only.</source>
        <translation>Das Anordnen der Tabellen hat zu lange gedauert und wurde abgebrochen, weil es so viele Tabellen oder so viele Verknüpfungen sind. Sehen Sie sich nur eine Tabelle mit ihren Verknüpfungen an.</translation>
    </message>
    <message>
        <source>SQL is written by PostgreSQL&apos;s own program pg_dump, which is not installed on this computer. Install it with “%1”, then export again. The other formats need nothing.</source>
        <translation>SQL schreibt pg_dump, ein Programm von PostgreSQL, das auf diesem Computer nicht installiert ist. Installieren Sie es mit „%1“ und exportieren Sie dann noch einmal. Die anderen Formate brauchen nichts.</translation>
    </message>
    <message>
        <source>The server is PostgreSQL %1, and the program pg_dump on this computer is of version %2, which cannot read it. Install a newer one with “%3” (if that is not found, see https://www.postgresql.org/download/), then export again. The other formats need nothing.</source>
        <translation>Der Server ist PostgreSQL %1, und das Programm pg_dump auf diesem Computer hat die Version %2, die ihn nicht lesen kann. Installieren Sie ein neueres mit „%3“ (wenn es das nicht gibt, siehe https://www.postgresql.org/download/) und exportieren Sie dann noch einmal. Die anderen Formate brauchen nichts.</translation>
    </message>
    <message>
        <source>PostgreSQL&apos;s program pg_dump gave up. Usually a right on one of the tables is missing, or the connection broke. Its own words follow. Nothing is left of what was written.</source>
        <translation>pg_dump, das Programm von PostgreSQL, hat aufgegeben. Meist fehlt ein Recht an einer der Tabellen, oder die Verbindung ist abgebrochen. Seine eigenen Worte folgen. Von dem, was geschrieben wurde, bleibt nichts zurück.</translation>
    </message>
    <message>
        <source>There is no table in %1 that could be exported.</source>
        <translation>In %1 gibt es keine Tabelle, die exportiert werden könnte.</translation>
    </message>
    <message>
        <source>reading the tables of %1</source>
        <translation>Lesen der Tabellen von %1</translation>
    </message>
    <message>
        <source>%1 cannot be written, because the disk is full. Make room there, or choose another place. Nothing is left of what was written, and what was there before is unchanged.</source>
        <translation>%1 kann nicht geschrieben werden, weil die Festplatte voll ist. Schaffen Sie dort Platz oder wählen Sie einen anderen Ort. Von dem, was geschrieben wurde, bleibt nichts zurück, und was vorher da war, ist unverändert.</translation>
    </message>
    <message>
        <source>%1 cannot be written, because you have no right to write there. Choose a folder of your own. What was there before is unchanged.</source>
        <translation>%1 kann nicht geschrieben werden, weil Sie dort nicht schreiben dürfen. Wählen Sie einen eigenen Ordner. Was vorher da war, ist unverändert.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Usually its folder is not there or was removed, or the name is too long or not allowed on that disk. Choose another place. What was there before is unchanged.</source>
        <translation>%1 kann nicht geschrieben werden. Meist gibt es den Ordner nicht oder nicht mehr, oder der Name ist zu lang oder auf dieser Festplatte nicht erlaubt. Wählen Sie einen anderen Ort. Was vorher da war, ist unverändert.</translation>
    </message>
    <message>
        <source>%1 has no columns, so SQLite cannot hold it.</source>
        <translation>%1 hat keine Spalten; so etwas kann SQLite nicht aufnehmen.</translation>
    </message>
    <message>
        <source>%1 is called %2 there, because SQLite does not allow its name, or knows no difference of case.</source>
        <translation>%1 heißt dort %2, weil SQLite den Namen nicht erlaubt oder Groß- und Kleinschreibung nicht unterscheidet.</translation>
    </message>
    <message>
        <source>%1 is there already, and is no empty folder. What is in it stays as it is: choose another name.</source>
        <translation>%1 gibt es schon, und es ist kein leerer Ordner. Was darin ist, bleibt, wie es ist: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>This table is not there any more. Somebody has removed it, or made it anew, since the list was read. Read the list again.</source>
        <translation>Diese Tabelle ist nicht mehr da. Jemand hat sie entfernt oder neu angelegt, seit die Liste gelesen wurde. Lesen Sie die Liste neu.</translation>
    </message>
    <message>
        <source>%1 was changed meanwhile: its columns, its keys or its name are others now. Look at its rows again.</source>
        <translation>%1 wurde inzwischen geändert: Spalten, Schlüssel oder Name sind jetzt andere. Sehen Sie sich die Zeilen noch einmal an.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Moves an application&apos;s data to PostgreSQL, proves that it arrived, and can take it back.</source>
        <translation>Überträgt die Daten einer Anwendung nach PostgreSQL, weist nach, dass sie angekommen sind, und kann alles rückgängig machen.</translation>
    </message>
    <message>
        <source>Open only if something is left to move</source>
        <translation>Nur öffnen, wenn noch etwas zu übertragen ist</translation>
    </message>
    <message>
        <source>A folder with SQLite files</source>
        <translation>Ein Ordner mit SQLite-Dateien</translation>
    </message>
    <message>
        <source>Files and folders to move</source>
        <translation>Dateien und Ordner, die übertragen werden sollen</translation>
    </message>
</context>
<context>
    <name>migration</name>
    <message>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>The choices name a column “%1” of table “%2” that is not there. Perhaps it is spelled differently, or the choices were made for another file.</source>
        <translation>Die Vorgaben nennen eine Spalte „%1“ der Tabelle „%2“, die es nicht gibt. Vielleicht ist sie anders geschrieben, oder die Vorgaben wurden für eine andere Datei gemacht.</translation>
    </message>
    <message>
        <source>The choices name a table “%1” of “%2” that is not there. Perhaps it is spelled differently, or the choices were made for another file.</source>
        <translation>Die Vorgaben nennen eine Tabelle „%1“ von „%2“, die es nicht gibt. Vielleicht ist sie anders geschrieben, oder die Vorgaben wurden für eine andere Datei gemacht.</translation>
    </message>
    <message>
        <source>The choices file is not understood: &quot;%1&quot; must be a group of settings in curly brackets.</source>
        <translation>Die Datei mit den Vorgaben ist nicht verständlich: „%1“ muss eine Gruppe von Einstellungen in geschweiften Klammern sein.</translation>
    </message>
    <message>
        <source>The choices file has a setting that does not exist: &quot;%1&quot;. Possible here: %2.</source>
        <translation>Die Datei mit den Vorgaben enthält eine Einstellung, die es nicht gibt: „%1“. Möglich sind hier: %2.</translation>
    </message>
    <message>
        <source>The choices file has a value that is not possible for &quot;%1&quot;. Possible: %2.</source>
        <translation>Die Datei mit den Vorgaben enthält einen Wert, der für „%1“ nicht möglich ist. Möglich sind: %2.</translation>
    </message>
    <message>
        <source>The choices file names a type that does not exist: &quot;%1&quot; at &quot;%2&quot;. Possible: bigint, double precision, numeric, boolean, date, timestamp, timestamptz, text, json, jsonb, bytea, uuid.</source>
        <translation>Die Datei mit den Vorgaben nennt einen Typ, den es nicht gibt: „%1“ bei „%2“. Möglich sind: bigint, double precision, numeric, boolean, date, timestamp, timestamptz, text, json, jsonb, bytea, uuid.</translation>
    </message>
    <message>
        <source>The choices file names a time zone that is not offered: &quot;%1&quot; at &quot;%2&quot;. Only &quot;UTC&quot; is, because only then every time can be given back exactly as it was.</source>
        <translation>Die Datei mit den Vorgaben nennt eine Zeitzone, die nicht angeboten wird: „%1“ bei „%2“. Möglich ist nur „UTC“, denn nur dann lässt sich jede Zeitangabe genau so zurückgeben, wie sie war.</translation>
    </message>
    <message>
        <source>The choices file is not JSON, or not one group of settings in curly brackets. Perhaps it was edited by hand and a comma or a quotation mark is missing.</source>
        <translation>Die Datei mit den Vorgaben ist kein JSON oder nicht eine Gruppe von Einstellungen in geschweiften Klammern. Vielleicht wurde sie von Hand geändert, und ein Komma oder ein Anführungszeichen fehlt.</translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation>ganze Zahlen</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>Ja oder Nein</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>Datumsangaben</translation>
    </message>
    <message>
        <source>dates with times</source>
        <translation>Datumsangaben mit Uhrzeit</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>raw bytes</source>
        <translation>rohe Bytes</translation>
    </message>
    <message>
        <source>One value in column “%2” of table “%3” is of another kind than the column is meant for (%4). It is kept complete in the attic, and its cell stays empty.</source>
        <translation>Ein Wert in Spalte „%2“ der Tabelle „%3“ ist von anderer Art, als für die Spalte vorgesehen ist (%4). Er bleibt vollständig im Archiv erhalten, und seine Zelle bleibt leer.</translation>
    </message>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are of another kind than the column is meant for (%4). They are kept complete in the attic, and their cells stay empty.</source>
        <translation>
            <numerusform>%1 Werte in Spalte „%2“ der Tabelle „%3“ sind von anderer Art, als für die Spalte vorgesehen ist (%4). Sie bleiben vollständig im Archiv erhalten, und ihre Zellen bleiben leer.</numerusform>
            <numerusform>%1 Werte in Spalte „%2“ der Tabelle „%3“ sind von anderer Art, als für die Spalte vorgesehen ist (%4). Sie bleiben vollständig im Archiv erhalten, und ihre Zellen bleiben leer.</numerusform>
        </translation>
    </message>
    <message>
        <source>One value in column “%2” of table “%3” is raw bytes among text. If it can be read as text, it becomes text and it is remembered what it was; if not, it is kept complete in the attic and its cell stays empty.</source>
        <translation>Ein Wert in Spalte „%2“ der Tabelle „%3“ besteht aus rohen Bytes zwischen Texten. Lässt er sich als Text lesen, wird er zu Text, und es wird vermerkt, was er war. Wenn nicht, bleibt er vollständig im Archiv erhalten, und seine Zelle bleibt leer.</translation>
    </message>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are raw bytes among text. What can be read as text becomes text and it is remembered what it was; the rest is kept complete in the attic and its cells stay empty.</source>
        <translation>
            <numerusform>%1 Werte in Spalte „%2“ der Tabelle „%3“ bestehen aus rohen Bytes zwischen Texten. Was sich als Text lesen lässt, wird zu Text, und es wird vermerkt, was es war. Der Rest bleibt vollständig im Archiv erhalten, und seine Zellen bleiben leer.</numerusform>
            <numerusform>%1 Werte in Spalte „%2“ der Tabelle „%3“ bestehen aus rohen Bytes zwischen Texten. Was sich als Text lesen lässt, wird zu Text, und es wird vermerkt, was es war. Der Rest bleibt vollständig im Archiv erhalten, und seine Zellen bleiben leer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is declared as %4, but one value is of another kind.</source>
        <translation>Spalte „%2“ der Tabelle „%3“ ist als %4 festgelegt, aber ein Wert ist von anderer Art.</translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is declared as %4, but %1 values are of another kind.</source>
        <translation>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist als %4 festgelegt, aber %1 Werte sind von anderer Art.</numerusform>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist als %4 festgelegt, aber %1 Werte sind von anderer Art.</numerusform>
        </translation>
    </message>
    <message>
        <source>It becomes a column of exact decimal numbers, which holds them all as they are.</source>
        <translation>Sie wird zu einer Spalte mit genauen Dezimalzahlen, die alle unverändert aufnimmt.</translation>
    </message>
    <message>
        <source>The whole column becomes %1, so that nothing is lost; a program that expects what was declared may need a look.</source>
        <translation>Daraus wird eine Spalte für %1, damit nichts verloren geht. Ein Programm, das den festgelegten Typ erwartet, sollte geprüft werden.</translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” holds different kinds of values. They all become %4, and for the one value that was something else it is remembered what it was.</source>
        <translation>Spalte „%2“ der Tabelle „%3“ enthält Werte verschiedener Art. Daraus wird eine Spalte für %4, und für den einen Wert, der etwas anderes war, wird vermerkt, was er war.</translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” holds different kinds of values. They all become %4, and for the %1 values that were something else it is remembered what they were.</source>
        <translation>
            <numerusform>Spalte „%2“ der Tabelle „%3“ enthält Werte verschiedener Art. Daraus wird eine Spalte für %4, und für die %1 Werte, die etwas anderes waren, wird vermerkt, was sie waren.</numerusform>
            <numerusform>Spalte „%2“ der Tabelle „%3“ enthält Werte verschiedener Art. Daraus wird eine Spalte für %4, und für die %1 Werte, die etwas anderes waren, wird vermerkt, was sie waren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is meant for dates, but holds one number instead, perhaps seconds since 1970. It stays a column of %4: what the number counts is not guessed.</source>
        <translation>Spalte „%2“ der Tabelle „%3“ ist für Datumsangaben vorgesehen, enthält aber stattdessen eine Zahl, vielleicht die Sekunden seit 1970. Sie bleibt eine Spalte für %4: Was die Zahl zählt, wird nicht geraten.</translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for dates, but holds %1 numbers instead, perhaps seconds since 1970. It stays a column of %4: what the numbers count is not guessed.</source>
        <translation>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist für Datumsangaben vorgesehen, enthält aber stattdessen %1 Zahlen, vielleicht die Sekunden seit 1970. Sie bleibt eine Spalte für %4: Was die Zahlen zählen, wird nicht geraten.</numerusform>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist für Datumsangaben vorgesehen, enthält aber stattdessen %1 Zahlen, vielleicht die Sekunden seit 1970. Sie bleibt eine Spalte für %4: Was die Zahlen zählen, wird nicht geraten.</numerusform>
        </translation>
    </message>
    <message>
        <source>One date in column “%2” of table “%3” is not in the calendar, or finer than a millionth of a second. The whole column becomes text, so that it stays as it is; the database will not sort it as dates.</source>
        <translation>Ein Datum in Spalte „%2“ der Tabelle „%3“ gibt es im Kalender nicht, oder es ist genauer als eine Millionstelsekunde. Die ganze Spalte wird zu Text, damit es bleibt, wie es ist; die Datenbank sortiert sie dann nicht nach Datum.</translation>
    </message>
    <message numerus="yes">
        <source>%1 dates in column “%2” of table “%3” are not in the calendar, or finer than a millionth of a second. The whole column becomes text, so that they stay as they are; the database will not treat it as dates.</source>
        <translation>
            <numerusform>%1 Datumsangaben in Spalte „%2“ der Tabelle „%3“ gibt es im Kalender nicht, oder sie sind genauer als eine Millionstelsekunde. Die ganze Spalte wird zu Text, damit sie bleiben, wie sie sind; die Datenbank behandelt sie dann nicht als Datum.</numerusform>
            <numerusform>%1 Datumsangaben in Spalte „%2“ der Tabelle „%3“ gibt es im Kalender nicht, oder sie sind genauer als eine Millionstelsekunde. Die ganze Spalte wird zu Text, damit sie bleiben, wie sie sind; die Datenbank behandelt sie dann nicht als Datum.</numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is declared as %4, but one value is not a date in a form that we know. The whole column becomes text, so that nothing is lost; the database will not treat it as dates.</source>
        <translation>Spalte „%2“ der Tabelle „%3“ ist als %4 festgelegt, aber ein Wert ist kein Datum in einer bekannten Form. Die ganze Spalte wird zu Text, damit nichts verloren geht; die Datenbank behandelt sie dann nicht als Datum.</translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is declared as %4, but %1 values are not dates in a form that we know. The whole column becomes text, so that nothing is lost; the database will not treat it as dates.</source>
        <translation>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist als %4 festgelegt, aber %1 Werte sind keine Datumsangaben in einer bekannten Form. Die ganze Spalte wird zu Text, damit nichts verloren geht; die Datenbank behandelt sie dann nicht als Datum.</numerusform>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist als %4 festgelegt, aber %1 Werte sind keine Datumsangaben in einer bekannten Form. Die ganze Spalte wird zu Text, damit nichts verloren geht; die Datenbank behandelt sie dann nicht als Datum.</numerusform>
        </translation>
    </message>
    <message>
        <source>The dates in column “%2” of table “%3” are written in different ways, and none is usual enough to make the other one an exception. The column becomes text, so that each stays as it is written.</source>
        <translation>Die Datumsangaben in Spalte „%2“ der Tabelle „%3“ sind unterschiedlich geschrieben, und keine Schreibweise ist so häufig, dass die andere als Ausnahme gelten könnte. Die Spalte wird zu Text, damit jede Angabe so bleibt, wie sie geschrieben ist.</translation>
    </message>
    <message numerus="yes">
        <source>The %1 dates in column “%2” of table “%3” are written in different ways, and none is usual enough to make the others exceptions. The column becomes text, so that each stays as it is written.</source>
        <translation>
            <numerusform>Die %1 Datumsangaben in Spalte „%2“ der Tabelle „%3“ sind unterschiedlich geschrieben, und keine Schreibweise ist so häufig, dass die anderen als Ausnahmen gelten könnten. Die Spalte wird zu Text, damit jede Angabe so bleibt, wie sie geschrieben ist.</numerusform>
            <numerusform>Die %1 Datumsangaben in Spalte „%2“ der Tabelle „%3“ sind unterschiedlich geschrieben, und keine Schreibweise ist so häufig, dass die anderen als Ausnahmen gelten könnten. Die Spalte wird zu Text, damit jede Angabe so bleibt, wie sie geschrieben ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>The dates in column “%1” of table “%2” are written in different ways, and the column tells rows apart: one moment in two spellings would become one value. The column becomes text.</source>
        <translation>Die Datumsangaben in Spalte „%1“ der Tabelle „%2“ sind unterschiedlich geschrieben, und die Spalte unterscheidet die Zeilen voneinander: Ein Zeitpunkt in zwei Schreibweisen würde zu einem einzigen Wert. Die Spalte wird zu Text.</translation>
    </message>
    <message>
        <source>Some times in column “%1” of table “%2” name a time zone and others do not, so nobody can say which came first. The column becomes text; if the others mean UTC, say so in the choices.</source>
        <translation>Einige Zeitangaben in Spalte „%1“ der Tabelle „%2“ nennen eine Zeitzone und andere nicht, deshalb kann niemand sagen, welche früher war. Die Spalte wird zu Text; wenn die anderen UTC meinen, geben Sie das in den Vorgaben an.</translation>
    </message>
    <message>
        <source>One date in column “%2” of table “%3” is written differently from the rest. It becomes a date like the others, and how it was written is remembered.</source>
        <translation>Ein Datum in Spalte „%2“ der Tabelle „%3“ ist anders geschrieben als die übrigen. Es wird ein Datum wie die anderen, und es wird vermerkt, wie es geschrieben war.</translation>
    </message>
    <message numerus="yes">
        <source>%1 dates in column “%2” of table “%3” are written differently from the rest. They become dates like the others, and how each was written is remembered.</source>
        <translation>
            <numerusform>%1 Datumsangaben in Spalte „%2“ der Tabelle „%3“ sind anders geschrieben als die übrigen. Sie werden Datumsangaben wie die anderen, und es wird vermerkt, wie jede geschrieben war.</numerusform>
            <numerusform>%1 Datumsangaben in Spalte „%2“ der Tabelle „%3“ sind anders geschrieben als die übrigen. Sie werden Datumsangaben wie die anderen, und es wird vermerkt, wie jede geschrieben war.</numerusform>
        </translation>
    </message>
    <message>
        <source>One value in column “%2” of table “%3” is a word for yes or no. It becomes a real yes or no, and the word is remembered.</source>
        <translation>Ein Wert in Spalte „%2“ der Tabelle „%3“ ist ein Wort für Ja oder Nein. Er wird zu einem echten Ja oder Nein, und das Wort wird vermerkt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are words for yes or no. They become a real yes or no, and the words are remembered.</source>
        <translation>
            <numerusform>%1 Werte in Spalte „%2“ der Tabelle „%3“ sind Wörter für Ja oder Nein. Sie werden zu echtem Ja oder Nein, und die Wörter werden vermerkt.</numerusform>
            <numerusform>%1 Werte in Spalte „%2“ der Tabelle „%3“ sind Wörter für Ja oder Nein. Sie werden zu echtem Ja oder Nein, und die Wörter werden vermerkt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is meant for yes or no, but one value is another number than 0 or 1. It becomes a column of %4.</source>
        <translation>Spalte „%2“ der Tabelle „%3“ ist für Ja oder Nein vorgesehen, aber ein Wert ist eine andere Zahl als 0 oder 1. Sie wird zu einer Spalte für %4.</translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for yes or no, but %1 values are other numbers than 0 and 1. It becomes a column of %4.</source>
        <translation>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist für Ja oder Nein vorgesehen, aber %1 Werte sind andere Zahlen als 0 und 1. Sie wird zu einer Spalte für %4.</numerusform>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist für Ja oder Nein vorgesehen, aber %1 Werte sind andere Zahlen als 0 und 1. Sie wird zu einer Spalte für %4.</numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is meant for yes or no, but one value is a word, and the column tells rows apart: a word and a number could become one value. It becomes text.</source>
        <translation>Spalte „%2“ der Tabelle „%3“ ist für Ja oder Nein vorgesehen, aber ein Wert ist ein Wort, und die Spalte unterscheidet die Zeilen voneinander: Ein Wort und eine Zahl könnten zu einem einzigen Wert werden. Sie wird zu Text.</translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for yes or no, but %1 values are words: too many to remember each, or the column tells rows apart. It becomes text.</source>
        <translation>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist für Ja oder Nein vorgesehen, aber %1 Werte sind Wörter: zu viele, um jedes zu vermerken, oder die Spalte unterscheidet die Zeilen voneinander. Sie wird zu Text.</numerusform>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist für Ja oder Nein vorgesehen, aber %1 Werte sind Wörter: zu viele, um jedes zu vermerken, oder die Spalte unterscheidet die Zeilen voneinander. Sie wird zu Text.</numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is meant for JSON, but one value is not valid JSON. The column becomes text, which holds it as it is.</source>
        <translation>Spalte „%2“ der Tabelle „%3“ ist für JSON vorgesehen, aber ein Wert ist kein gültiges JSON. Die Spalte wird zu Text, der ihn unverändert aufnimmt.</translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for JSON, but %1 values are not valid JSON. The column becomes text, which holds them as they are.</source>
        <translation>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist für JSON vorgesehen, aber %1 Werte sind kein gültiges JSON. Die Spalte wird zu Text, der sie unverändert aufnimmt.</numerusform>
            <numerusform>Spalte „%2“ der Tabelle „%3“ ist für JSON vorgesehen, aber %1 Werte sind kein gültiges JSON. Die Spalte wird zu Text, der sie unverändert aufnimmt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%1” of table “%2” is meant for JSON and is part of a key, link or index. PostgreSQL has none of these for JSON, so the column becomes text with the same content.</source>
        <translation>Spalte „%1“ der Tabelle „%2“ ist für JSON vorgesehen und gehört zu einem Schlüssel, einer Verknüpfung oder einem Index. Das alles gibt es in PostgreSQL für JSON nicht, deshalb wird die Spalte zu Text mit demselben Inhalt.</translation>
    </message>
    <message>
        <source>The value in column “%2” of table “%3” is stored as jsonb, which spells it anew. The original text is remembered.</source>
        <translation>Der Wert in Spalte „%2“ der Tabelle „%3“ wird als jsonb gespeichert, das ihn neu schreibt. Der ursprüngliche Text wird vermerkt.</translation>
    </message>
    <message numerus="yes">
        <source>The %1 values in column “%2” of table “%3” are stored as jsonb, which spells them anew. The original texts are remembered.</source>
        <translation>
            <numerusform>Die %1 Werte in Spalte „%2“ der Tabelle „%3“ werden als jsonb gespeichert, das sie neu schreibt. Die ursprünglichen Texte werden vermerkt.</numerusform>
            <numerusform>Die %1 Werte in Spalte „%2“ der Tabelle „%3“ werden als jsonb gespeichert, das sie neu schreibt. Die ursprünglichen Texte werden vermerkt.</numerusform>
        </translation>
    </message>
    <message>
        <source>You chose jsonb, but column “%1” of table “%2” holds values that jsonb cannot hold, or is part of a key or link. It becomes %3 instead.</source>
        <translation>Sie haben jsonb gewählt, aber Spalte „%1“ der Tabelle „%2“ enthält Werte, die jsonb nicht aufnehmen kann, oder gehört zu einem Schlüssel oder einer Verknüpfung. Daraus wird stattdessen eine Spalte für %3.</translation>
    </message>
    <message>
        <source>What we know of this application suggests another type for column “%1” of table “%2”, but its values do not fit that. It becomes %3.</source>
        <translation>Was über diese Anwendung bekannt ist, legt für Spalte „%1“ der Tabelle „%2“ einen anderen Typ nahe, aber ihre Werte passen nicht dazu. Daraus wird eine Spalte für %3.</translation>
    </message>
    <message>
        <source>Column “%1” of table “%2” is linked with a column of another type. It becomes %4 instead of %3, so that the link can be kept.</source>
        <translation>Spalte „%1“ der Tabelle „%2“ ist mit einer Spalte von anderem Typ verknüpft. Daraus wird eine Spalte für %4 statt für %3, damit die Verknüpfung erhalten bleibt.</translation>
    </message>
    <message>
        <source>One text in column “%2” of table “%3” contains a character with the code zero, which PostgreSQL cannot store in text.</source>
        <translation>Ein Text in Spalte „%2“ der Tabelle „%3“ enthält ein Zeichen mit dem Code null, das PostgreSQL in Text nicht speichern kann.</translation>
    </message>
    <message numerus="yes">
        <source>%1 texts in column “%2” of table “%3” contain a character with the code zero, which PostgreSQL cannot store in text.</source>
        <translation>
            <numerusform>%1 Texte in Spalte „%2“ der Tabelle „%3“ enthalten ein Zeichen mit dem Code null, das PostgreSQL in Text nicht speichern kann.</numerusform>
            <numerusform>%1 Texte in Spalte „%2“ der Tabelle „%3“ enthalten ein Zeichen mit dem Code null, das PostgreSQL in Text nicht speichern kann.</numerusform>
        </translation>
    </message>
    <message>
        <source>One text in column “%2” of table “%3” contains bytes that are not text (not UTF-8), which PostgreSQL cannot store in text.</source>
        <translation>Ein Text in Spalte „%2“ der Tabelle „%3“ enthält Bytes, die kein Text sind (kein UTF-8) und die PostgreSQL in Text nicht speichern kann.</translation>
    </message>
    <message numerus="yes">
        <source>%1 texts in column “%2” of table “%3” contain bytes that are not text (not UTF-8), which PostgreSQL cannot store in text.</source>
        <translation>
            <numerusform>%1 Texte in Spalte „%2“ der Tabelle „%3“ enthalten Bytes, die kein Text sind (kein UTF-8) und die PostgreSQL in Text nicht speichern kann.</numerusform>
            <numerusform>%1 Texte in Spalte „%2“ der Tabelle „%3“ enthalten Bytes, die kein Text sind (kein UTF-8) und die PostgreSQL in Text nicht speichern kann.</numerusform>
        </translation>
    </message>
    <message>
        <source>The cell keeps the readable part, and the complete original is kept in the attic.</source>
        <translation>Die Zelle behält den lesbaren Teil, und das vollständige Original bleibt im Archiv erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>Their cells keep the readable part, and the complete originals are kept in the attic.</source>
        <translation>
            <numerusform>Ihre Zellen behalten den lesbaren Teil, und die vollständigen Originale bleiben im Archiv erhalten.</numerusform>
            <numerusform>Ihre Zellen behalten den lesbaren Teil, und die vollständigen Originale bleiben im Archiv erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The cell stays empty, and the complete original is kept in the attic.</source>
        <translation>Die Zelle bleibt leer, und das vollständige Original bleibt im Archiv erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>Their cells stay empty, and the complete originals are kept in the attic.</source>
        <translation>
            <numerusform>Ihre Zellen bleiben leer, und die vollständigen Originale bleiben im Archiv erhalten.</numerusform>
            <numerusform>Ihre Zellen bleiben leer, und die vollständigen Originale bleiben im Archiv erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The whole column becomes raw bytes, which hold everything as it is; a program that expects text there may need a look.</source>
        <translation>Die ganze Spalte wird zu rohen Bytes, die alles unverändert aufnehmen. Ein Programm, das dort Text erwartet, sollte geprüft werden.</translation>
    </message>
    <message>
        <source>One row of table “%3” has no value in column “%2”, although the column demands one. It stays as it is; new rows need a value, and that row can be changed only if it gets one.</source>
        <translation>Eine Zeile der Tabelle „%3“ hat keinen Wert in Spalte „%2“, obwohl die Spalte einen verlangt. Sie bleibt, wie sie ist; neue Zeilen brauchen einen Wert, und diese Zeile lässt sich nur ändern, wenn sie einen bekommt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%3” have no value in column “%2”, although the column demands one. They stay as they are; new rows need a value, and those rows can be changed only if they get one.</source>
        <translation>
            <numerusform>%1 Zeilen der Tabelle „%3“ haben keinen Wert in Spalte „%2“, obwohl die Spalte einen verlangt. Sie bleiben, wie sie sind; neue Zeilen brauchen einen Wert, und diese Zeilen lassen sich nur ändern, wenn sie einen bekommen.</numerusform>
            <numerusform>%1 Zeilen der Tabelle „%3“ haben keinen Wert in Spalte „%2“, obwohl die Spalte einen verlangt. Sie bleiben, wie sie sind; neue Zeilen brauchen einen Wert, und diese Zeilen lassen sich nur ändern, wenn sie einen bekommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>New rows got a value by themselves in column “%1” of table “%2” (%3), and that rule is not translated. Existing values are all there; programs must give new rows their value.</source>
        <translation>Neue Zeilen bekamen in Spalte „%1“ der Tabelle „%2“ von selbst einen Wert (%3), und diese Regel wird nicht übersetzt. Vorhandene Werte sind alle da; Programme müssen neuen Zeilen ihren Wert geben.</translation>
    </message>
    <message>
        <source>SQLite compared column “%1” of table “%2” by a rule of its own (%3: for example, without regard to capital letters). PostgreSQL will compare it letter by letter, so some searches may find less.</source>
        <translation>SQLite verglich Spalte „%1“ der Tabelle „%2“ nach einer eigenen Regel (%3: zum Beispiel ohne Rücksicht auf Groß- und Kleinschreibung). PostgreSQL vergleicht sie Buchstabe für Buchstabe, deshalb finden manche Suchen vielleicht weniger.</translation>
    </message>
    <message>
        <source>SQLite calculated column “%1” of table “%2” by itself. Its values are all there, but in PostgreSQL it is an ordinary column: new rows are not calculated.</source>
        <translation>SQLite berechnete Spalte „%1“ der Tabelle „%2“ selbst. Ihre Werte sind alle da, aber in PostgreSQL ist sie eine gewöhnliche Spalte: Neue Zeilen werden nicht berechnet.</translation>
    </message>
    <message>
        <source>The highest number there is has been used in column “%1” of table “%2”. PostgreSQL cannot number new rows there by itself; programs must give them a free number.</source>
        <translation>In Spalte „%1“ der Tabelle „%2“ ist die höchste Zahl, die es gibt, schon vergeben. PostgreSQL kann neue Zeilen dort nicht selbst nummerieren; Programme müssen ihnen eine freie Zahl geben.</translation>
    </message>
    <message>
        <source>SQLite numbered new rows in column “%1” of table “%2” by itself. The column becomes %3, for which PostgreSQL cannot do that; programs must give new rows their value.</source>
        <translation>SQLite nummerierte neue Zeilen in Spalte „%1“ der Tabelle „%2“ selbst. Die Spalte wird zu %3, und dafür kann PostgreSQL das nicht tun; Programme müssen neuen Zeilen ihren Wert geben.</translation>
    </message>
    <message>
        <source>The schema “public” belongs to everything in the database, so it cannot become this creator&apos;s alone. To move the tables into it, choose one schema for all; else choose another name.</source>
        <translation>Das Schema „public“ gehört allem in der Datenbank, deshalb kann es nicht diesem Creator allein gehören. Um die Tabellen dorthin zu übertragen, wählen Sie ein gemeinsames Schema für alle; sonst wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The database already has a schema named %1, and nothing that is there is ever overwritten. Usually this creator was moved before. Look at it first; if the new copy should take its place, choose “replace”: the old one is put aside and comes back with a rollback.</source>
        <translation>In der Datenbank gibt es schon ein Schema mit dem Namen %1, und was da ist, wird nie überschrieben. Meist wurde dieser Creator schon übertragen. Sehen Sie zuerst dort nach. Soll die neue Kopie an seine Stelle treten, wählen Sie „Vorhandenes beiseitelegen“: Das alte wird beiseitegelegt und kommt zurück, wenn Sie den Umzug rückgängig machen.</translation>
    </message>
    <message>
        <source>The database has no schema named %1 to move the tables into. Make it first, or choose another.</source>
        <translation>In der Datenbank gibt es kein Schema mit dem Namen %1, in das die Tabellen übertragen werden könnten. Legen Sie es zuerst an, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>The schema %1 already has tables or indexes of the same names, and nothing that is there is ever overwritten. Choose another schema or an empty database.</source>
        <translation>Im Schema %1 gibt es schon Tabellen oder Indizes mit denselben Namen, und was da ist, wird nie überschrieben. Wählen Sie ein anderes Schema oder eine leere Datenbank.</translation>
    </message>
    <message>
        <source>Another run is moving data into the schema %1 at this moment. Wait until it has ended; this run left the schema alone.</source>
        <translation>Ein anderer Umzug überträgt gerade Daten in das Schema %1. Warten Sie, bis er beendet ist; dieser Umzug hat das Schema nicht angerührt.</translation>
    </message>
    <message>
        <source>no such row</source>
        <translation>keine solche Zeile</translation>
    </message>
    <message>
        <source>There is no application profile named &quot;%1&quot;. Those that are known: %2.</source>
        <translation>Es gibt kein Anwendungsprofil mit dem Namen „%1“. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>No source was named. Name a folder or a database file.</source>
        <translation>Es wurde keine Quelle genannt. Nennen Sie einen Ordner oder eine Datenbankdatei.</translation>
    </message>
    <message>
        <source>There is no SQLite database in %1 or below it. Check that it is the application&apos;s folder.</source>
        <translation>In %1 und darunter gibt es keine SQLite-Datenbank. Prüfen Sie, ob es der Ordner der Anwendung ist.</translation>
    </message>
    <message>
        <source>Column %2 of table %1 holds a value that the plan has no place for. Usually the plan was made for another state of the data. Make a new plan and start again.</source>
        <translation>Spalte %2 der Tabelle %1 enthält einen Wert, für den der Plan keinen Platz vorsieht. Meist wurde der Plan für einen anderen Stand der Daten gemacht. Machen Sie einen neuen Plan und beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Column %2 of table %1 holds a value of more than one gigabyte. PostgreSQL cannot store a value of that size. Take it out of the database, or keep it in a file, and start again.</source>
        <translation>Spalte %2 der Tabelle %1 enthält einen Wert von mehr als einem Gigabyte. PostgreSQL kann keinen so großen Wert speichern. Nehmen Sie ihn aus der Datenbank oder bewahren Sie ihn in einer Datei auf, und beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Values that need a note could not be put into a temporary file. Usually the disk is full. Free some space in the folder of the run, then start again.</source>
        <translation>Werte, die einen Vermerk brauchen, konnten nicht in eine vorläufige Datei geschrieben werden. Meist ist die Festplatte voll. Schaffen Sie Platz im Ordner des Umzugs, und beginnen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>There is no run “%1” on this computer. The command “history” lists the runs.</source>
        <translation>Einen Umzug „%1“ gibt es auf diesem Computer nicht. Der Befehl „history“ listet die Umzüge auf.</translation>
    </message>
    <message>
        <source>The run %1 is still at work, so its safety copies are needed.</source>
        <translation>Der Umzug %1 läuft noch, deshalb werden seine Sicherheitskopien gebraucht.</translation>
    </message>
    <message>
        <source>The folder of run %1 could not be removed whole. Usually it belongs to another user.</source>
        <translation>Der Ordner des Umzugs %1 konnte nicht ganz entfernt werden. Meist gehört er einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>it holds only under a condition that is not translated yet</source>
        <translation>sie gilt nur unter einer Bedingung, die noch nicht übersetzt wird</translation>
    </message>
    <message>
        <source>it is about a calculation that is not translated yet</source>
        <translation>es geht um eine Berechnung, die noch nicht übersetzt wird</translation>
    </message>
    <message>
        <source>it compares text by SQLite&apos;s own rule, for example without regard to capital letters</source>
        <translation>Text wird hier nach einer eigenen Regel von SQLite verglichen, zum Beispiel ohne Rücksicht auf Groß- und Kleinschreibung</translation>
    </message>
    <message>
        <source>values of different kinds, such as the number 5 and the text “5”, would become the same</source>
        <translation>Werte verschiedener Art, etwa die Zahl 5 und der Text „5“, würden gleich werden</translation>
    </message>
    <message>
        <source>some values are too long for an index in PostgreSQL</source>
        <translation>einige Werte sind für einen Index in PostgreSQL zu lang</translation>
    </message>
    <message>
        <source>One row of table “%2” has no value in its primary key %3, which SQLite allows and PostgreSQL does not. The row is kept; the key becomes a rule that values must be unique.</source>
        <translation>Eine Zeile der Tabelle „%2“ hat keinen Wert in ihrem Primärschlüssel %3. SQLite erlaubt das, PostgreSQL nicht. Die Zeile bleibt erhalten; aus dem Schlüssel wird die Regel, dass Werte nur einmal vorkommen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” have no value in their primary key %3, which SQLite allows and PostgreSQL does not. The rows are kept; the key becomes a rule that values must be unique.</source>
        <translation>
            <numerusform>%1 Zeilen der Tabelle „%2“ haben keinen Wert in ihrem Primärschlüssel %3. SQLite erlaubt das, PostgreSQL nicht. Die Zeilen bleiben erhalten; aus dem Schlüssel wird die Regel, dass Werte nur einmal vorkommen.</numerusform>
            <numerusform>%1 Zeilen der Tabelle „%2“ haben keinen Wert in ihrem Primärschlüssel %3. SQLite erlaubt das, PostgreSQL nicht. Die Zeilen bleiben erhalten; aus dem Schlüssel wird die Regel, dass Werte nur einmal vorkommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The primary key %2 of table “%1” is not made, because %3. The rows are all there, but PostgreSQL will not refuse a second row with the same key.</source>
        <translation>Der Primärschlüssel %2 der Tabelle „%1“ wird nicht angelegt. Der Grund: %3. Die Zeilen sind alle da, aber PostgreSQL weist eine zweite Zeile mit demselben Schlüssel nicht ab.</translation>
    </message>
    <message>
        <source>The rule %2 of table “%1”, that no value comes twice, is not made, because %3. The rows are all there, but PostgreSQL will not refuse such a second value.</source>
        <translation>Die Regel %2 der Tabelle „%1“, dass kein Wert zweimal vorkommt, wird nicht angelegt. Der Grund: %3. Die Zeilen sind alle da, aber PostgreSQL weist einen solchen zweiten Wert nicht ab.</translation>
    </message>
    <message>
        <source>Index “%2” of table “%1” is not made, because %3. That concerns only speed: no answer depends on it.</source>
        <translation>Der Index „%2“ der Tabelle „%1“ wird nicht angelegt. Der Grund: %3. Das betrifft nur die Geschwindigkeit: Keine Antwort hängt davon ab.</translation>
    </message>
    <message>
        <source>Index “%2” of table “%1” ordered text by SQLite&apos;s own rule; here it orders text letter by letter. That concerns only speed: no answer depends on it.</source>
        <translation>Der Index „%2“ der Tabelle „%1“ ordnete Text nach einer eigenen Regel von SQLite; hier ordnet er Text Buchstabe für Buchstabe. Das betrifft nur die Geschwindigkeit: Keine Antwort hängt davon ab.</translation>
    </message>
    <message>
        <source>One row of table “%2” refers, by %3, to a row of “%4” that is not there. It was like that in SQLite and stays as it is. The rule holds for new rows, and a change of that reference is refused unless it names a row that is there.</source>
        <translation>Eine Zeile der Tabelle „%2“ verweist mit %3 auf eine Zeile von „%4“, die es nicht gibt. Das war schon in SQLite so und bleibt so. Die Regel gilt für neue Zeilen, und eine Änderung dieses Verweises wird abgewiesen, wenn er keine vorhandene Zeile nennt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” refer, by %3, to rows of “%4” that are not there. They were like that in SQLite and stay as they are. The rule holds for new rows, and a change of such a reference is refused unless it names a row that is there.</source>
        <translation>
            <numerusform>%1 Zeilen der Tabelle „%2“ verweisen mit %3 auf Zeilen von „%4“, die es nicht gibt. Das war schon in SQLite so und bleibt so. Die Regel gilt für neue Zeilen, und eine Änderung eines solchen Verweises wird abgewiesen, wenn er keine vorhandene Zeile nennt.</numerusform>
            <numerusform>%1 Zeilen der Tabelle „%2“ verweisen mit %3 auf Zeilen von „%4“, die es nicht gibt. Das war schon in SQLite so und bleibt so. Die Regel gilt für neue Zeilen, und eine Änderung eines solchen Verweises wird abgewiesen, wenn er keine vorhandene Zeile nennt.</numerusform>
        </translation>
    </message>
    <message>
        <source>One row of table “%2” is not in the new table, because it refers to a row that is not there or that was set aside itself. You chose so. The whole row is kept in cutover.attic.</source>
        <translation>Eine Zeile der Tabelle „%2“ ist nicht in der neuen Tabelle, weil sie auf eine Zeile verweist, die es nicht gibt oder die selbst beiseitegelegt wurde. So haben Sie es gewählt. Die ganze Zeile bleibt in cutover.attic erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” are not in the new table, because they refer to rows that are not there or that were set aside themselves. You chose so. The whole rows are kept in cutover.attic.</source>
        <translation>
            <numerusform>%1 Zeilen der Tabelle „%2“ sind nicht in der neuen Tabelle, weil sie auf Zeilen verweisen, die es nicht gibt oder die selbst beiseitegelegt wurden. So haben Sie es gewählt. Die ganzen Zeilen bleiben in cutover.attic erhalten.</numerusform>
            <numerusform>%1 Zeilen der Tabelle „%2“ sind nicht in der neuen Tabelle, weil sie auf Zeilen verweisen, die es nicht gibt oder die selbst beiseitegelegt wurden. So haben Sie es gewählt. Die ganzen Zeilen bleiben in cutover.attic erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Table “%1” refers to “%3” by %2, with numbers on one side and text on the other. PostgreSQL is stricter about that than SQLite, so the rule is made for new rows only.</source>
        <translation>Tabelle „%1“ verweist mit %2 auf „%3“, mit Zahlen auf der einen Seite und Text auf der anderen. PostgreSQL ist darin strenger als SQLite, deshalb gilt die Regel nur für neue Zeilen.</translation>
    </message>
    <message>
        <source>Table “%1” refers to table “%3” by %2, but there is no such table. The rows are all there; the link is not made.</source>
        <translation>Tabelle „%1“ verweist mit %2 auf die Tabelle „%3“, aber diese Tabelle gibt es nicht. Die Zeilen sind alle da; die Verknüpfung wird nicht angelegt.</translation>
    </message>
    <message>
        <source>Table “%1” refers to table “%3” by %2, but not to columns that “%3” has. The rows are all there; the link is not made.</source>
        <translation>Tabelle „%1“ verweist mit %2 auf die Tabelle „%3“, aber nicht auf Spalten, die „%3“ hat. Die Zeilen sind alle da; die Verknüpfung wird nicht angelegt.</translation>
    </message>
    <message>
        <source>Table “%1” refers to table “%3” by %2, but nothing makes sure that %4 names only one row there, which PostgreSQL demands. The rows are all there; the link is not made.</source>
        <translation>Tabelle „%1“ verweist mit %2 auf die Tabelle „%3“, aber nichts stellt sicher, dass %4 dort nur eine Zeile nennt, und das verlangt PostgreSQL. Die Zeilen sind alle da; die Verknüpfung wird nicht angelegt.</translation>
    </message>
    <message>
        <source>Table “%1” has a rule for its values that is not translated yet: %2. The rows are all there, but PostgreSQL will not refuse new ones that break it.</source>
        <translation>Tabelle „%1“ hat eine Regel für ihre Werte, die noch nicht übersetzt wird: %2. Die Zeilen sind alle da, aber PostgreSQL weist neue nicht ab, die dagegen verstoßen.</translation>
    </message>
    <message>
        <source>The rule “%2” of table “%1” concerns a column in which some cells stay empty because their values are in the attic. It holds for new and changed rows only.</source>
        <translation>Die Regel „%2“ der Tabelle „%1“ betrifft eine Spalte, in der einige Zellen leer bleiben, weil ihre Werte im Archiv sind. Sie gilt nur für neue und geänderte Zeilen.</translation>
    </message>
    <message>
        <source>The view “%1”, a stored question, is not translated yet. It holds no data of its own; its text is kept.</source>
        <translation>Die Sicht „%1“, eine gespeicherte Abfrage, wird noch nicht übersetzt. Sie enthält selbst keine Daten; ihr Text bleibt erhalten.</translation>
    </message>
    <message>
        <source>The trigger “%1” did something by itself whenever table “%2” changed. It is not translated yet, so that no longer happens; its text is kept.</source>
        <translation>Der Trigger „%1“ tat von selbst etwas, sooft sich die Tabelle „%2“ änderte. Er wird noch nicht übersetzt, deshalb geschieht das nicht mehr; sein Text bleibt erhalten.</translation>
    </message>
    <message>
        <source>“%1” is a virtual table, for example a search index, which PostgreSQL does not have. It is not moved; its content stays in the copy of your file.</source>
        <translation>„%1“ ist eine virtuelle Tabelle, zum Beispiel ein Suchverzeichnis, und die gibt es in PostgreSQL nicht. Sie wird nicht übertragen; ihr Inhalt bleibt in der Kopie Ihrer Datei.</translation>
    </message>
    <message>
        <source>The name “%1” is too long for PostgreSQL or used twice. It becomes “%2”.</source>
        <translation>Der Name „%1“ ist für PostgreSQL zu lang oder kommt zweimal vor. Daraus wird „%2“.</translation>
    </message>
    <message>
        <source>PostgreSQL does not allow the name “%1” here. It becomes “%2”.</source>
        <translation>PostgreSQL erlaubt den Namen „%1“ hier nicht. Daraus wird „%2“.</translation>
    </message>
    <message>
        <source>The name of “%1” is longer than PostgreSQL allows. The private area gets the shortened name “%2”.</source>
        <translation>Der Name von „%1“ ist länger, als PostgreSQL erlaubt. Der eigene Bereich bekommt den gekürzten Namen „%2“.</translation>
    </message>
    <message>
        <source>Table “%1” has very many columns (%2). PostgreSQL cannot store a row in which nearly all of them have a value; moving the rows that are there will show whether they fit.</source>
        <translation>Tabelle „%1“ hat sehr viele Spalten (%2). PostgreSQL kann keine Zeile speichern, in der fast alle einen Wert haben; ob die vorhandenen Zeilen passen, zeigt sich beim Übertragen.</translation>
    </message>
    <message>
        <source>%1 (row %2)</source>
        <translation>%1 (Zeile %2)</translation>
    </message>
    <message>
        <source>What was found in the tables does not belong to their definitions. Usually the file changed while it was being looked at. Start again.</source>
        <translation>Was in den Tabellen gefunden wurde, passt nicht zu ihren Definitionen. Meist wurde die Datei geändert, während sie angesehen wurde. Beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Table “%1” has %2 columns, and PostgreSQL allows no more than %3 in one table. It can only be moved if it is split into several tables first.</source>
        <translation>Tabelle „%1“ hat %2 Spalten, und PostgreSQL erlaubt höchstens %3 in einer Tabelle. Sie kann nur übertragen werden, wenn sie zuerst in mehrere Tabellen aufgeteilt wird.</translation>
    </message>
    <message>
        <source>“%1” has no tables, so there is nothing to move. Perhaps the application has not stored anything yet, or it is another file that you are looking for.</source>
        <translation>„%1“ hat keine Tabellen, es gibt also nichts zu übertragen. Vielleicht hat die Anwendung noch nichts gespeichert, oder Sie suchen eine andere Datei.</translation>
    </message>
    <message>
        <source>The plan cannot be used: %1 %2. Usually the file was edited by hand or comes from another version; make the plan again.</source>
        <translation>Der Plan ist nicht verwendbar: %1 %2. Meist wurde die Datei von Hand geändert oder stammt aus einer anderen Version; machen Sie den Plan neu.</translation>
    </message>
    <message>
        <source>There is no application profile named “%1”. The command “profiles” lists the known ones.</source>
        <translation>Es gibt kein Anwendungsprofil mit dem Namen „%1“. Der Befehl „profiles“ listet die bekannten auf.</translation>
    </message>
    <message>
        <source>The plan for %1 was made for other tables or columns than the file has now. Usually the application was upgraded in between. Make a new plan; nothing was moved.</source>
        <translation>Der Plan für %1 wurde für andere Tabellen oder Spalten gemacht, als die Datei jetzt hat. Meist wurde die Anwendung inzwischen aktualisiert. Machen Sie einen neuen Plan; es wurde nichts übertragen.</translation>
    </message>
    <message>
        <source>Another program had this file open while it was copied. The copy is complete as of that moment; what the program writes later is not in it. Close the application before moving its data.</source>
        <translation>Ein anderes Programm hatte diese Datei geöffnet, während sie kopiert wurde. Die Kopie ist vollständig bis zu diesem Augenblick; was das Programm später schreibt, ist nicht darin. Schließen Sie die Anwendung, bevor Sie ihre Daten übertragen.</translation>
    </message>
    <message>
        <source>The file is large, so its health was checked the quick way, which does not look into indexes. Every row is still read and compared.</source>
        <translation>Die Datei ist groß, deshalb wurde ihr Zustand auf die schnelle Art geprüft, die nicht in die Indizes schaut. Jede Zeile wird trotzdem gelesen und verglichen.</translation>
    </message>
    <message>
        <source>The run&apos;s report cannot be read: %1 %2. Usually the file was edited or is from another version.</source>
        <translation>Der Bericht des Umzugs kann nicht gelesen werden: %1 %2. Meist wurde die Datei geändert oder stammt aus einer anderen Version.</translation>
    </message>
    <message>
        <source>This database knows no run “%1”. The command “history” lists the runs; perhaps it was another database.</source>
        <translation>Diese Datenbank kennt keinen Umzug „%1“. Der Befehl „history“ listet die Umzüge auf; vielleicht war es eine andere Datenbank.</translation>
    </message>
    <message>
        <source>The run %1 moved no creator named “%2”.</source>
        <translation>Der Umzug %1 hat keinen Creator mit dem Namen „%2“ übertragen.</translation>
    </message>
    <message>
        <source>The run %1 is still at work. Stop it first, then roll it back.</source>
        <translation>Der Umzug %1 läuft noch. Halten Sie ihn zuerst an, und machen Sie ihn dann rückgängig.</translation>
    </message>
    <message>
        <source>Something that should not happen did, usually because the computer ran out of memory. Roll this run back to tidy up, then try again.</source>
        <translation>Es ist etwas geschehen, was nicht geschehen sollte, meist weil dem Computer der Arbeitsspeicher ausging. Machen Sie diesen Umzug rückgängig, um aufzuräumen, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The folder %1 for this run&apos;s safety copies cannot be made. Usually the disk is full or the folder above belongs to someone else. Nothing was moved.</source>
        <translation>Der Ordner %1 für die Sicherheitskopien dieses Umzugs kann nicht angelegt werden. Meist ist die Festplatte voll, oder der Ordner darüber gehört jemand anderem. Es wurde nichts übertragen.</translation>
    </message>
    <message>
        <source>The run&apos;s journal cannot be written in %1. Usually the disk is full. Nothing was moved.</source>
        <translation>Das Protokoll des Umzugs kann nicht in %1 geschrieben werden. Meist ist die Festplatte voll. Es wurde nichts übertragen.</translation>
    </message>
    <message>
        <source>The run&apos;s journal in %1 cannot be written. Usually the disk is full: make room and start again.</source>
        <translation>Das Protokoll des Umzugs in %1 kann nicht geschrieben werden. Meist ist die Festplatte voll: Schaffen Sie Platz, und beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Something that was made later, such as a view, uses tables of %1. They were left as they are; remove what uses them, then roll back again.</source>
        <translation>Etwas, das später angelegt wurde, etwa eine Sicht, verwendet Tabellen von %1. Sie wurden gelassen, wie sie sind. Entfernen Sie, was sie verwendet, und machen Sie den Umzug dann noch einmal rückgängig.</translation>
    </message>
    <message>
        <source>This PostgreSQL server is version %1. Cutover needs 12 or newer: upgrade the server or choose another.</source>
        <translation>Dieser PostgreSQL-Server hat die Version %1. Cutover braucht 12 oder neuer: Aktualisieren Sie den Server, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>This database does not store text as UTF-8, so not every character could be kept. Create a database with ENCODING &apos;UTF8&apos; and choose that one.</source>
        <translation>Diese Datenbank speichert Text nicht als UTF-8, deshalb ließe sich nicht jedes Zeichen erhalten. Legen Sie eine Datenbank mit ENCODING &apos;UTF8&apos; an, und wählen Sie diese.</translation>
    </message>
    <message>
        <source>This user may not create anything in this database. Ask its administrator for the right, with the statement under “detail”.</source>
        <translation>Dieser Benutzer darf in dieser Datenbank nichts anlegen. Bitten Sie die Verwaltung der Datenbank um das Recht, mit der Anweisung unter „detail“.</translation>
    </message>
    <message>
        <source>The server has no role named “%1” to own the data. Create it first, or leave the owner out.</source>
        <translation>Der Server hat keine Rolle mit dem Namen „%1“, der die Daten gehören könnten. Legen Sie sie zuerst an, oder lassen Sie den Eigentümer weg.</translation>
    </message>
    <message>
        <source>This user may not give anything to the role “%1”, because it is not a member of it. Ask the administrator for the membership, or leave the owner out.</source>
        <translation>Dieser Benutzer darf der Rolle „%1“ nichts übergeben, weil er kein Mitglied davon ist. Bitten Sie die Verwaltung der Datenbank um die Mitgliedschaft, oder lassen Sie den Eigentümer weg.</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>er ist leer</translation>
    </message>
    <message>
        <source>it holds a NUL character, which no name in PostgreSQL may</source>
        <translation>er enthält ein NUL-Zeichen, das in PostgreSQL in keinem Namen stehen darf</translation>
    </message>
    <message>
        <source>it is longer than the 63 bytes that PostgreSQL keeps</source>
        <translation>er ist länger als die 63 Bytes, die PostgreSQL behält</translation>
    </message>
    <message>
        <source>names that begin with pg_ belong to PostgreSQL itself</source>
        <translation>Namen, die mit pg_ beginnen, gehören PostgreSQL selbst</translation>
    </message>
    <message>
        <source>that schema belongs to PostgreSQL itself</source>
        <translation>dieses Schema gehört PostgreSQL selbst</translation>
    </message>
    <message>
        <source>Cutover keeps its own journal in that schema</source>
        <translation>Cutover führt in diesem Schema sein eigenes Protokoll</translation>
    </message>
    <message numerus="yes">
        <source>%1 is for one source, because all its tables would go into one schema, but %n were found. Name the one file with --sqlite-file, or leave the option out.</source>
        <translation>
            <numerusform>%1 ist für eine einzige Quelle, weil alle ihre Tabellen in ein Schema kämen, aber es wurde %n gefunden. Nennen Sie die eine Datei mit --sqlite-file, oder lassen Sie die Option weg.</numerusform>
            <numerusform>%1 ist für eine einzige Quelle, weil alle ihre Tabellen in ein Schema kämen, aber es wurden %n gefunden. Nennen Sie die eine Datei mit --sqlite-file, oder lassen Sie die Option weg.</numerusform>
        </translation>
    </message>
    <message>
        <source>The schema name &quot;%1&quot; cannot be used: %2. Choose another one.</source>
        <translation>Der Schemaname „%1“ ist nicht verwendbar: %2. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>as in the cell</source>
        <translation>wie in der Zelle</translation>
    </message>
    <message>
        <source>recorded in cutover.form: %1 (%2)</source>
        <translation>vermerkt in cutover.form: %1 (%2)</translation>
    </message>
    <message>
        <source>recorded in cutover.attic: %1 (%2)</source>
        <translation>vermerkt in cutover.attic: %1 (%2)</translation>
    </message>
    <message>
        <source>nothing recorded</source>
        <translation>nichts vermerkt</translation>
    </message>
    <message>
        <source>rows set aside</source>
        <translation>beiseitegelegte Zeilen</translation>
    </message>
    <message>
        <source>The server took another number of rows for table %1 than were sent. Usually a trigger or rule of the server leaves rows out. Look for it there, then start again.</source>
        <translation>Der Server hat für Tabelle %1 eine andere Anzahl von Zeilen angenommen, als gesendet wurden. Meist lässt ein Trigger oder eine Regel des Servers Zeilen aus. Suchen Sie dort danach, und beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>%1 was moved before (run %2), and the file has changed since. To move it again, choose “replace”: the copy that is in PostgreSQL now is put aside and comes back with a rollback.</source>
        <translation>%1 wurde schon übertragen (Umzug %2), und die Datei hat sich seitdem geändert. Um sie noch einmal zu übertragen, wählen Sie „Vorhandenes beiseitelegen“: Die Kopie, die jetzt in PostgreSQL ist, wird beiseitegelegt und kommt zurück, wenn Sie den Umzug rückgängig machen.</translation>
    </message>
    <message>
        <source>The safety copy that %1 was moved from is not on this computer, so there is nothing to compare with. Usually the run was moved from another computer, or it was forgotten.</source>
        <translation>Die Sicherheitskopie, aus der %1 übertragen wurde, ist nicht auf diesem Computer, deshalb gibt es nichts zum Vergleichen. Meist wurde der Umzug von einem anderen Computer aus gemacht, oder er wurde vergessen.</translation>
    </message>
    <message>
        <source>The safety copy that %1 was moved from has been altered since, so it proves nothing any more.</source>
        <translation>Die Sicherheitskopie, aus der %1 übertragen wurde, ist seitdem verändert worden. Deshalb beweist sie nichts mehr.</translation>
    </message>
    <message>
        <source>%1 is not in PostgreSQL by this run (it was %2), so there is nothing to verify.</source>
        <translation>%1 ist durch diesen Umzug nicht in PostgreSQL (der Stand war %2), deshalb gibt es nichts zu prüfen.</translation>
    </message>
    <message>
        <source>What is in PostgreSQL now differs from what was moved. If the application has been working with it since, that is as it should be; the differences are listed.</source>
        <translation>Was jetzt in PostgreSQL ist, weicht von dem ab, was übertragen wurde. Wenn die Anwendung seitdem damit gearbeitet hat, ist das in Ordnung; die Unterschiede sind aufgelistet.</translation>
    </message>
    <message>
        <source>Nothing was ever moved into this database by Cutover. Usually the database&apos;s name or the server is another one.</source>
        <translation>In diese Datenbank hat Cutover noch nie etwas übertragen. Meist ist der Name der Datenbank oder der Server ein anderer.</translation>
    </message>
    <message>
        <source>This database knows no run “%1”. The command “history” lists the runs.</source>
        <translation>Diese Datenbank kennt keinen Umzug „%1“. Der Befehl „history“ listet die Umzüge auf.</translation>
    </message>
    <message>
        <source>No run of Cutover&apos;s is behind the schema “%1” in this database, so there is nothing to compare it with.</source>
        <translation>Hinter dem Schema „%1“ in dieser Datenbank steht kein Umzug von Cutover, deshalb gibt es nichts zum Vergleichen.</translation>
    </message>
    <message>
        <source>The connection broke during this creator&apos;s last step, and the server could not be asked afterwards: the schema %1 is there whole and verified, or not at all.</source>
        <translation>Die Verbindung brach beim letzten Schritt dieses Creators ab, und der Server konnte danach nicht gefragt werden: Das Schema %1 ist entweder ganz da und geprüft oder gar nicht.</translation>
    </message>
    <message>
        <source>The server could not be reached to tidy up: the half-built schema %1 is still there, where no application looks. Rolling this run back removes it.</source>
        <translation>Der Server war zum Aufräumen nicht erreichbar: Das halb fertige Schema %1 ist noch da, an einer Stelle, an der keine Anwendung sucht. Wenn Sie diesen Umzug rückgängig machen, wird es entfernt.</translation>
    </message>
    <message>
        <source>The half-built schema %1 could not be removed; no application looks there. Rolling this run back removes it.</source>
        <translation>Das halb fertige Schema %1 konnte nicht entfernt werden; dort sucht keine Anwendung. Wenn Sie diesen Umzug rückgängig machen, wird es entfernt.</translation>
    </message>
    <message>
        <source>%1 had arrived, but the server crashed before it had written that to its disk, and knows nothing of it now. Resume the run to move it again.</source>
        <translation>%1 war angekommen, aber der Server stürzte ab, bevor er es auf seine Festplatte geschrieben hatte, und weiß jetzt nichts mehr davon. Setzen Sie den Umzug fort, um es noch einmal zu übertragen.</translation>
    </message>
    <message>
        <source>What arrived in PostgreSQL is not equal to the source, so this creator was taken back; the application sees nothing of it. Usually another program changed the data while it was being moved. Try again, and please report it if it happens twice.</source>
        <translation>Was in PostgreSQL angekommen ist, stimmt nicht mit der Quelle überein. Deshalb wurde dieser Creator zurückgenommen; die Anwendung sieht nichts davon. Meist hat ein anderes Programm die Daten während der Übertragung geändert. Versuchen Sie es noch einmal, und melden Sie es bitte, wenn es zweimal vorkommt.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>You chose %1 for column “%2” of table “%3”, but not everything in it can be that and come back as it was. Choose another type, or take the choice out. (Times without a zone need the zone &quot;UTC&quot; to be points in time; keys and indexes rule out some types.)</source>
        <translation>Sie haben %1 für Spalte „%2“ der Tabelle „%3“ gewählt, aber nicht alles darin kann das sein und so zurückkommen, wie es war. Wählen Sie einen anderen Typ, oder nehmen Sie die Vorgabe heraus. (Zeitangaben ohne Zeitzone brauchen die Zone „UTC“, um Zeitpunkte zu sein; Schlüssel und Indizes schließen einige Typen aus.)</translation>
    </message>
    <message>
        <source>You chose %1 for column “%2” of table “%3”, but it is linked with a column that can only be %4. Choose the same type for both, or take the choice out.</source>
        <translation>Sie haben %1 für Spalte „%2“ der Tabelle „%3“ gewählt, aber sie ist mit einer Spalte verknüpft, die nur %4 sein kann. Wählen Sie für beide denselben Typ, oder nehmen Sie die Vorgabe heraus.</translation>
    </message>
    <message>
        <source>Table “%1” has so many columns with a value in every row (%2 columns in all) that PostgreSQL cannot store one of its rows. It can only be moved if it is split into several tables first.</source>
        <translation>Tabelle „%1“ hat so viele Spalten mit einem Wert in jeder Zeile (insgesamt %2 Spalten), dass PostgreSQL eine ihrer Zeilen nicht speichern kann. Sie kann nur übertragen werden, wenn sie zuerst in mehrere Tabellen aufgeteilt wird.</translation>
    </message>
    <message>
        <source>Rows of %1 were written or altered since the move, and a rollback would lose them. Nothing was removed. If they are not needed, roll back again with “force”.</source>
        <translation>Zeilen von %1 wurden seit dem Umzug geschrieben oder geändert, und sie gingen verloren, wenn der Umzug rückgängig gemacht würde. Es wurde nichts entfernt. Wenn sie nicht gebraucht werden, machen Sie den Umzug noch einmal rückgängig, und lassen Sie das Geschriebene mit entfernen.</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>Schema %1</translation>
    </message>
    <message>
        <source>the tables of schema %1</source>
        <translation>die Tabellen des Schemas %1</translation>
    </message>
    <message>
        <source>schema %1, because it holds things that this run did not make: %2</source>
        <translation>Schema %1, weil es Dinge enthält, die nicht aus diesem Umzug stammen: %2</translation>
    </message>
    <message>
        <source>table %1 of schema %2</source>
        <translation>Tabelle %1 des Schemas %2</translation>
    </message>
    <message>
        <source>schema %1, which was put aside, because its name %2 is taken</source>
        <translation>Schema %1, das beiseitegelegt war, weil sein Name %2 vergeben ist</translation>
    </message>
    <message>
        <source>schema %1, as it was before the run</source>
        <translation>Schema %1, wie es vor dem Umzug war</translation>
    </message>
    <message>
        <source>half-built schema %1</source>
        <translation>halb fertiges Schema %1</translation>
    </message>
    <message>
        <source>%1 cannot be moved like this: its schema %2 would be that of %3, too. The application makes a schema&apos;s name from the creator&apos;s name and keeps only its letters and digits, in lower case. Move them one by one, each with --sqlite-file and its own --pg-schema or --creator-name.</source>
        <translation>%1 kann so nicht übertragen werden: Das Schema %2 wäre auch das von %3. Die Anwendung bildet den Namen des Schemas aus dem Namen des Creators und behält davon nur Buchstaben und Ziffern, in Kleinschreibung. Übertragen Sie sie einzeln, jeden mit --sqlite-file und einem eigenen --pg-schema oder --creator-name.</translation>
    </message>
    <message>
        <source>The file changed after the run was interrupted. What was moved is the safety copy from before that; what was written later is not in it. Move it again with “replace” to have that too.</source>
        <translation>Die Datei hat sich geändert, nachdem der Umzug unterbrochen wurde. Übertragen wurde die Sicherheitskopie von davor; was später geschrieben wurde, ist nicht darin. Übertragen Sie sie noch einmal mit „Vorhandenes beiseitelegen“, um auch das zu haben.</translation>
    </message>
    <message>
        <source>The server is still busy with the last work of run %1 and does not let go of it. Usually that ends by itself: try again in a few minutes.</source>
        <translation>Der Server ist noch mit der letzten Arbeit des Umzugs %1 beschäftigt und lässt sie nicht los. Meist endet das von selbst: Versuchen Sie es in einigen Minuten noch einmal.</translation>
    </message>
    <message>
        <source>There is no run “%1” on this computer. The command “history” lists the runs; a run can go on only where it began.</source>
        <translation>Einen Umzug „%1“ gibt es auf diesem Computer nicht. Der Befehl „history“ listet die Umzüge auf; ein Umzug kann nur dort weitergehen, wo er begann.</translation>
    </message>
    <message>
        <source>The journal of run %1 does not say what the run was asked to do, so it cannot go on. Usually the file was cut off or edited, or it is from an earlier version. Roll the run back and begin a new one.</source>
        <translation>Das Protokoll des Umzugs %1 sagt nicht, was zu tun war, deshalb kann er nicht weitergehen. Meist wurde die Datei abgeschnitten oder geändert, oder sie stammt aus einer früheren Version. Machen Sie den Umzug rückgängig, und beginnen Sie einen neuen.</translation>
    </message>
    <message>
        <source>The run %1 is still at work. Wait until it has ended, or stop it.</source>
        <translation>Der Umzug %1 läuft noch. Warten Sie, bis er beendet ist, oder halten Sie ihn an.</translation>
    </message>
    <message>
        <source>What this run was asked to do cannot be read from its journal any more. Usually the file was cut off or edited. Roll the run back and begin a new one.</source>
        <translation>Was dieser Umzug tun sollte, lässt sich aus seinem Protokoll nicht mehr lesen. Meist wurde die Datei abgeschnitten oder geändert. Machen Sie den Umzug rückgängig, und beginnen Sie einen neuen.</translation>
    </message>
    <message>
        <source>This database has %1 tables, and to move more than %2 would take hours. Usually a program made tables where it should have made rows. Remove those that are not needed, or split the file.</source>
        <translation>Diese Datenbank hat %1 Tabellen, und mehr als %2 zu übertragen würde Stunden dauern. Meist hat ein Programm Tabellen angelegt, wo es Zeilen hätte anlegen sollen. Entfernen Sie, was nicht gebraucht wird, oder teilen Sie die Datei auf.</translation>
    </message>
    <message>
        <source>This database knows no run “%1”: it went to %2. Name that server and database.</source>
        <translation>Diese Datenbank kennt keinen Umzug „%1“: Er ging nach %2. Nennen Sie diesen Server und diese Datenbank.</translation>
    </message>
    <message>
        <source>The run %1 was rolled back, so there is nothing to go on with. Begin a new one.</source>
        <translation>Der Umzug %1 wurde rückgängig gemacht, es gibt also nichts weiterzuführen. Beginnen Sie einen neuen.</translation>
    </message>
    <message>
        <source>The run&apos;s report cannot be written in %1. Usually the disk is full or the folder is gone. The database has the same report, and a rollback needs only that.</source>
        <translation>Der Bericht des Umzugs kann nicht in %1 geschrieben werden. Meist ist die Festplatte voll, oder der Ordner fehlt. Die Datenbank hat denselben Bericht, und um den Umzug rückgängig zu machen, genügt dieser.</translation>
    </message>
    <message>
        <source>This server can only be read, usually because it is a copy that follows another server. Choose that other server (the primary). If it is none, somebody switched writing off (default_transaction_read_only): ask its administrator.</source>
        <translation>Dieser Server lässt nur Lesen zu, meist weil er eine Kopie ist, die einem anderen Server folgt. Wählen Sie diesen anderen Server (den primären). Ist er keine Kopie, hat jemand das Schreiben ausgeschaltet (default_transaction_read_only): Fragen Sie seine Verwaltung.</translation>
    </message>
    <message>
        <source>A connection pooler (such as PgBouncer) stands before this server and gives every transaction another session, so nothing could be moved safely. Connect to the server directly, or through a pool in session mode (pool_mode = session). Nothing was moved.</source>
        <translation>Vor diesem Server steht ein Verbindungsverteiler (etwa PgBouncer) und gibt jeder Transaktion eine andere Sitzung, deshalb könnte nichts sicher übertragen werden. Verbinden Sie sich direkt mit dem Server oder über einen Verteiler im Sitzungsmodus (pool_mode = session). Es wurde nichts übertragen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n others</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The safety copy of %1 is gone or was altered since the run was interrupted, and the file that it was made of has changed or is gone as well: what was begun cannot be finished. Nothing half-done of it is left; move it with a new run.</source>
        <translation>Die Sicherheitskopie von %1 fehlt oder wurde verändert, seit der Umzug unterbrochen wurde, und die Datei, aus der sie gemacht wurde, hat sich geändert oder fehlt ebenfalls: Was begonnen wurde, lässt sich nicht beenden. Nichts Halbfertiges davon ist geblieben; übertragen Sie es mit einem neuen Umzug.</translation>
    </message>
    <message>
        <source>The run %1 is still at work, on another computer or for another user. Stop it there, or wait until it has ended. Nothing was changed.</source>
        <translation>Der Umzug %1 läuft noch, auf einem anderen Computer oder bei einem anderen Benutzer. Halten Sie ihn dort an, oder warten Sie, bis er beendet ist. Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>The server lost what had been done of this creator, usually because it crashed. Resume the run to move it again.</source>
        <translation>Der Server hat verloren, was für diesen Creator schon getan war, meist weil er abgestürzt ist. Setzen Sie den Umzug fort, um ihn noch einmal zu übertragen.</translation>
    </message>
    <message>
        <source>The file no longer has this column. Look at the data again.</source>
        <translation>Die Datei hat diese Spalte nicht mehr. Sehen Sie die Daten noch einmal an.</translation>
    </message>
    <message>
        <source>The file no longer has this table. Look at the data again.</source>
        <translation>Die Datei hat diese Tabelle nicht mehr. Sehen Sie die Daten noch einmal an.</translation>
    </message>
    <message>
        <source>%1 was begun by another version of the program, which divided the work in another way: it cannot be finished. Nothing half-done of it is left; move it with a new run.</source>
        <translation>%1 wurde von einer anderen Version des Programms begonnen, die die Arbeit anders aufgeteilt hat: es lässt sich nicht zu Ende bringen. Davon ist nichts Halbes zurückgeblieben; übertragen Sie es mit einem neuen Umzug.</translation>
    </message>
    <message>
        <source>Rows of %1 were written while its tables were being removed. These tables are kept, others are gone already. Close what writes to them; if the new rows are not needed, roll back again with “force”.</source>
        <translation>Zeilen von %1 wurden geschrieben, während die Tabellen entfernt wurden. Diese Tabellen bleiben, andere sind schon entfernt. Schließen Sie, was in sie schreibt; werden die neuen Zeilen nicht gebraucht, machen Sie den Umzug mit „force“ noch einmal rückgängig.</translation>
    </message>
    <message>
        <source>reading what the table was before its move</source>
        <translation>das Lesen dessen, was die Tabelle vor ihrem Umzug war</translation>
    </message>
</context>
<context>
    <name>postgres</name>
    <message>
        <source>The private server cannot be made, because this system user has no entry in the system&apos;s list of users. Run the program as a normal user.</source>
        <translation>Der eigene Server kann nicht angelegt werden, weil dieser Systembenutzer nicht in der Benutzerliste des Systems steht. Starten Sie das Programm als normaler Benutzer.</translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run as root, and this computer has neither a user “postgres” nor “nobody”. Run the program as a normal user.</source>
        <translation>PostgreSQL läuft nicht als root, und auf diesem Computer gibt es weder einen Benutzer „postgres“ noch „nobody“. Starten Sie das Programm als normaler Benutzer.</translation>
    </message>
    <message>
        <source>%1 is %2 instead of %3</source>
        <translation>%1 ist %2 statt %3</translation>
    </message>
    <message>
        <source>table %1: </source>
        <translation>Tabelle %1: </translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>%1 is not in the plan</source>
        <translation>%1 steht nicht im Plan</translation>
    </message>
    <message>
        <source>nullable</source>
        <translation>darf leer sein</translation>
    </message>
    <message>
        <source>numbered from %1</source>
        <translation>nummeriert ab %1</translation>
    </message>
    <message>
        <source>without a default</source>
        <translation>ohne Vorgabewert</translation>
    </message>
    <message>
        <source>with a default</source>
        <translation>mit Vorgabewert</translation>
    </message>
    <message>
        <source>ordered by bytes</source>
        <translation>nach Bytes geordnet</translation>
    </message>
    <message>
        <source>ordered by language</source>
        <translation>nach Sprache geordnet</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>primary key %1</source>
        <translation>Primärschlüssel %1</translation>
    </message>
    <message>
        <source>unique constraint %1</source>
        <translation>Eindeutigkeitsregel %1</translation>
    </message>
    <message>
        <source>an expression</source>
        <translation>ein Ausdruck</translation>
    </message>
    <message>
        <source>index %1</source>
        <translation>Index %1</translation>
    </message>
    <message>
        <source>foreign key %1</source>
        <translation>Fremdschlüssel %1</translation>
    </message>
    <message>
        <source>check %1</source>
        <translation>Prüfregel %1</translation>
    </message>
    <message>
        <source>table %1 is missing</source>
        <translation>Tabelle %1 fehlt</translation>
    </message>
    <message>
        <source>table %1 is not in the plan</source>
        <translation>Tabelle %1 steht nicht im Plan</translation>
    </message>
    <message>
        <source>“%1” cannot be written. Usually the folder belongs to another user or the disk is full. Check both, or choose another data folder.</source>
        <translation>„%1“ kann nicht geschrieben werden. Meist gehört der Ordner einem anderen Benutzer, oder die Festplatte ist voll. Prüfen Sie beides, oder wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <source>the statement “%1”</source>
        <translation>die Anweisung „%1“</translation>
    </message>
    <message>
        <source>In the connection string, the %1 contains a “%” that is not followed by two hexadecimal digits. Write a plain percent sign as %25.</source>
        <translation>In der Verbindungszeichenfolge steht an einer Stelle ein „%“, dem keine zwei hexadezimalen Ziffern folgen: %1. Schreiben Sie ein einfaches Prozentzeichen als %25.</translation>
    </message>
    <message>
        <source>In the connection string, the %1 is not valid UTF-8 after its percent signs are decoded.</source>
        <translation>Ein Teil der Verbindungszeichenfolge ist kein gültiges UTF-8, nachdem seine Prozentzeichen aufgelöst sind: %1.</translation>
    </message>
    <message>
        <source>In the connection string, the user name or the password contains a “/” or “?”. Write them as %2F and %3F.</source>
        <translation>In der Verbindungszeichenfolge enthält der Benutzername oder das Passwort ein „/“ oder „?“. Schreiben Sie diese als %2F und %3F.</translation>
    </message>
    <message>
        <source>user name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>In the connection string, an IPv6 address lacks its closing bracket “]”.</source>
        <translation>In der Verbindungszeichenfolge fehlt einer IPv6-Adresse die schließende Klammer „]“.</translation>
    </message>
    <message>
        <source>host name</source>
        <translation>Hostname</translation>
    </message>
    <message>
        <source>part after the “?”</source>
        <translation>Teil nach dem „?“</translation>
    </message>
    <message>
        <source>In the connection string, a part after the “?” has no “=”. It should read “?name=value&amp;name=value”.</source>
        <translation>In der Verbindungszeichenfolge hat ein Teil nach dem „?“ kein „=“. Es sollte „?name=value&amp;name=value“ heißen.</translation>
    </message>
    <message>
        <source>The connection string has a setting “%1” that does not exist. Check its spelling, or leave it out.</source>
        <translation>Die Verbindungszeichenfolge enthält eine Einstellung „%1“, die es nicht gibt. Prüfen Sie die Schreibweise, oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>database name</source>
        <translation>Datenbankname</translation>
    </message>
    <message>
        <source>In the connection string, something that belongs to no setting follows the password. A value with spaces must stand in single quotes.</source>
        <translation>In der Verbindungszeichenfolge folgt auf das Passwort etwas, das zu keiner Einstellung gehört. Ein Wert mit Leerzeichen muss in einfachen Anführungszeichen stehen.</translation>
    </message>
    <message>
        <source>In the connection string, “%1” is not followed by “=”. It should read “host=… port=… dbname=… user=…”.</source>
        <translation>In der Verbindungszeichenfolge folgt auf „%1“ kein „=“. Es sollte „host=… port=… dbname=… user=…“ heißen.</translation>
    </message>
    <message>
        <source>In the connection string, a single quote is not closed.</source>
        <translation>In der Verbindungszeichenfolge ist ein einfaches Anführungszeichen nicht geschlossen.</translation>
    </message>
    <message>
        <source>The connection string is empty. It should read “postgresql://user@host:5432/database”.</source>
        <translation>Die Verbindungszeichenfolge ist leer. Es sollte „postgresql://user@host:5432/database“ heißen.</translation>
    </message>
    <message>
        <source>The connection string is for another kind of database. One for PostgreSQL begins with “postgresql://”.</source>
        <translation>Die Verbindungszeichenfolge ist für eine andere Art von Datenbank. Eine für PostgreSQL beginnt mit „postgresql://“.</translation>
    </message>
    <message>
        <source>The connection string is neither a URL (“postgresql://user@host:5432/database”) nor a list of settings (“host=… port=… dbname=… user=…”).</source>
        <translation>Die Verbindungszeichenfolge ist weder eine Adresse („postgresql://user@host:5432/database“) noch eine Liste von Einstellungen („host=… port=… dbname=… user=…“).</translation>
    </message>
    <message>
        <source>The server is on this computer, at the socket in %1.</source>
        <translation>Der Server ist auf diesem Computer, am Socket in %1.</translation>
    </message>
    <message>
        <source>The address is %1.</source>
        <translation>Die Adresse ist %1.</translation>
    </message>
    <message>
        <source>The name %1 stands for the address %2.</source>
        <translation>Der Name %1 steht für die Adresse %2.</translation>
    </message>
    <message>
        <source>A PostgreSQL server answers there.</source>
        <translation>Dort antwortet ein PostgreSQL-Server.</translation>
    </message>
    <message>
        <source>A PostgreSQL server answers on port %1.</source>
        <translation>Ein PostgreSQL-Server antwortet an Port %1.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate and its name were checked.</source>
        <translation>Das Zertifikat des Servers und der Name darin wurden geprüft.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate was checked, but not the name in it.</source>
        <translation>Das Zertifikat des Servers wurde geprüft, aber nicht der Name darin.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate was not checked: that takes the CA file and the mode “verify-full”.</source>
        <translation>Das Zertifikat des Servers wurde nicht geprüft: Dafür braucht es die CA-Datei und die Verschlüsselungsart „verify-full“.</translation>
    </message>
    <message>
        <source>Encrypted with %1 (%2). %3</source>
        <translation>Verschlüsselt mit %1 (%2). %3</translation>
    </message>
    <message>
        <source>Not encrypted, which is fine: the connection stays on this computer.</source>
        <translation>Nicht verschlüsselt, und das ist in Ordnung: Die Verbindung bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>The connection is NOT encrypted: others on the network can read your data and password. Choose the encryption mode “require” or better.</source>
        <translation>Die Verbindung ist NICHT verschlüsselt: Andere im Netz können Ihre Daten und Ihr Passwort lesen. Wählen Sie die Verschlüsselungsart „require“ oder eine bessere.</translation>
    </message>
    <message>
        <source>Signed in as %1 with a password.</source>
        <translation>Angemeldet als %1 mit Passwort.</translation>
    </message>
    <message>
        <source>Signed in as %1 without a password.</source>
        <translation>Angemeldet als %1 ohne Passwort.</translation>
    </message>
    <message>
        <source>The database %1 is there, and you may use it.</source>
        <translation>Die Datenbank %1 ist da, und Sie dürfen sie benutzen.</translation>
    </message>
    <message>
        <source>The certificate %1 has expired: it was valid until %2.</source>
        <translation>Das Zertifikat %1 ist abgelaufen: Es war gültig bis %2.</translation>
    </message>
    <message>
        <source>The certificate %1 is valid until %2.</source>
        <translation>Das Zertifikat %1 ist gültig bis %2.</translation>
    </message>
    <message>
        <source>reading rows from the server</source>
        <translation>das Lesen der Zeilen vom Server</translation>
    </message>
    <message>
        <source>The server&apos;s rows could not be read: they are not in PostgreSQL&apos;s binary format. Something between this computer and the server may change the data; connect to the server directly and try again.</source>
        <translation>Die Zeilen des Servers konnten nicht gelesen werden: Sie sind nicht im Binärformat von PostgreSQL. Vielleicht verändert etwas zwischen diesem Computer und dem Server die Daten; verbinden Sie sich direkt mit dem Server, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>sending rows to the server</source>
        <translation>das Senden der Zeilen an den Server</translation>
    </message>
    <message>
        <source>Nothing answers at %1. Usually the server is not started, or the host or port is wrong. Start the server, or correct the address.</source>
        <translation>An %1 antwortet nichts. Meist ist der Server nicht gestartet, oder Hostname oder Port sind falsch. Starten Sie den Server, oder berichtigen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The host name of %1 does not exist. Usually it is misspelt, or this computer is not connected to that network. Check the name.</source>
        <translation>Den Hostnamen von %1 gibt es nicht. Meist ist er falsch geschrieben, oder dieser Computer ist nicht mit dem richtigen Netz verbunden. Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>There is no way from this computer to %1. Usually the network or a VPN is off. Check the network connection and the address.</source>
        <translation>Von diesem Computer führt kein Weg zu %1. Meist ist das Netz oder ein VPN ausgeschaltet. Prüfen Sie die Netzverbindung und die Adresse.</translation>
    </message>
    <message>
        <source>No answer came from %1 in time. Usually a firewall drops the packets, or the address is wrong. Check both.</source>
        <translation>Von %1 kam nicht rechtzeitig eine Antwort. Meist verwirft eine Firewall die Pakete, oder die Adresse ist falsch. Prüfen Sie beides.</translation>
    </message>
    <message>
        <source>Something answers at %1, but it does not speak as a PostgreSQL server does. Usually the port belongs to another program. Check the port.</source>
        <translation>An %1 antwortet etwas, aber nicht so wie ein PostgreSQL-Server. Meist gehört der Port einem anderen Programm. Prüfen Sie den Port.</translation>
    </message>
    <message>
        <source>This user may not use the socket of %1. Choose the server&apos;s socket folder again, or connect to its host name.</source>
        <translation>Dieser Benutzer darf den Socket von %1 nicht verwenden. Wählen Sie den Socket-Ordner des Servers noch einmal, oder verbinden Sie sich mit seinem Hostnamen.</translation>
    </message>
    <message>
        <source>The server %1 cannot encrypt. Turn encryption on there (ssl = on), or allow an unencrypted connection if the server is on this computer.</source>
        <translation>Der Server %1 kann nicht verschlüsseln. Schalten Sie dort die Verschlüsselung ein (ssl = on), oder erlauben Sie eine unverschlüsselte Verbindung, wenn der Server auf diesem Computer ist.</translation>
    </message>
    <message>
        <source>The server %1 takes only encrypted connections. Choose the encryption mode “require”.</source>
        <translation>Der Server %1 nimmt nur verschlüsselte Verbindungen an. Wählen Sie die Verschlüsselungsart „require“.</translation>
    </message>
    <message>
        <source>The server&apos;s access list (pg_hba.conf) has no line that lets this computer and user in as %1. Ask its administrator to add one.</source>
        <translation>Die Zugangsliste des Servers (pg_hba.conf) hat keine Zeile, die diesen Computer und Benutzer als %1 zulässt. Bitten Sie die Verwaltung des Servers, eine zu ergänzen.</translation>
    </message>
    <message>
        <source>The server&apos;s access list (pg_hba.conf) forbids the connection %1 on purpose. Ask its administrator, or use another user or computer.</source>
        <translation>Die Zugangsliste des Servers (pg_hba.conf) verbietet die Verbindung %1 ausdrücklich. Fragen Sie die Verwaltung des Servers, oder nehmen Sie einen anderen Benutzer oder Computer.</translation>
    </message>
    <message>
        <source>The server refused the user or the password for %1. One of them is wrong, or the password has expired. Type both again.</source>
        <translation>Der Server hat den Benutzer oder das Passwort für %1 abgelehnt. Eines von beiden ist falsch, oder das Passwort ist abgelaufen. Geben Sie beide noch einmal ein.</translation>
    </message>
    <message>
        <source>The server wants a password for %1, and none was given. Give one, or add a line to ~/.pgpass.</source>
        <translation>Der Server verlangt ein Passwort für %1, und es wurde keines angegeben. Geben Sie eines an, oder ergänzen Sie eine Zeile in ~/.pgpass.</translation>
    </message>
    <message>
        <source>The server compares the name of the system user with the database user for %1, and they differ. Connect through the host name with a password, or run as that system user.</source>
        <translation>Der Server vergleicht für %1 den Namen des Systembenutzers mit dem Datenbankbenutzer, und sie sind verschieden. Verbinden Sie sich über den Hostnamen mit einem Passwort, oder starten Sie das Programm als dieser Systembenutzer.</translation>
    </message>
    <message>
        <source>The server wants a valid certificate from this computer for %1. Choose the certificate and key that its administrator gave you, and check that they have not expired.</source>
        <translation>Der Server verlangt für %1 ein gültiges Zertifikat von diesem Computer. Wählen Sie das Zertifikat und den Schlüssel, die Sie von der Verwaltung des Servers bekommen haben, und prüfen Sie, dass sie nicht abgelaufen sind.</translation>
    </message>
    <message>
        <source>The user of %1 exists, but may not log in. It is probably a group role: use another user, or ask for the right to log in.</source>
        <translation>Den Benutzer von %1 gibt es, aber er darf sich nicht anmelden. Wahrscheinlich ist er eine Gruppenrolle: Nehmen Sie einen anderen Benutzer, oder bitten Sie um das Recht zur Anmeldung.</translation>
    </message>
    <message>
        <source>The user of %1 does not exist on that server. Check its spelling, or ask for it to be created.</source>
        <translation>Den Benutzer von %1 gibt es auf diesem Server nicht. Prüfen Sie die Schreibweise, oder lassen Sie ihn anlegen.</translation>
    </message>
    <message>
        <source>The server has no free connection left for %1. Close other programs that use it, or raise max_connections there, then try again.</source>
        <translation>Der Server hat für %1 keine freie Verbindung mehr. Schließen Sie andere Programme, die ihn benutzen, oder erhöhen Sie dort max_connections, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The server answers, but the database of %1 does not exist. Create it, or choose one that exists.</source>
        <translation>Der Server antwortet, aber die Datenbank von %1 gibt es nicht. Legen Sie sie an, oder wählen Sie eine vorhandene.</translation>
    </message>
    <message>
        <source>The user of %1 lacks the right to connect to that database. Ask its owner for the right.</source>
        <translation>Dem Benutzer von %1 fehlt das Recht, sich mit dieser Datenbank zu verbinden. Bitten Sie ihren Eigentümer um das Recht.</translation>
    </message>
    <message>
        <source>The database of %1 takes no connections at the moment. Its administrator has closed it: choose another, or ask.</source>
        <translation>Die Datenbank von %1 nimmt zurzeit keine Verbindungen an. Ihre Verwaltung hat sie geschlossen: Wählen Sie eine andere, oder fragen Sie nach.</translation>
    </message>
    <message>
        <source>The server %1 is just starting or recovering. Wait a moment, then try again.</source>
        <translation>Der Server %1 startet gerade oder stellt sich wieder her. Warten Sie einen Augenblick, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The server %1 is just shutting down. Start it again, then try again.</source>
        <translation>Der Server %1 wird gerade beendet. Starten Sie ihn wieder, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate for %1 cannot be checked, because the file with the trusted authority is missing. Choose the CA file that the server&apos;s administrator gave you.</source>
        <translation>Das Zertifikat des Servers für %1 kann nicht geprüft werden, weil die Datei mit der vertrauten Zertifizierungsstelle fehlt. Wählen Sie die CA-Datei, die Sie von der Verwaltung des Servers bekommen haben.</translation>
    </message>
    <message>
        <source>The certificate of %1 is made out to another name. Use the host name that is in the certificate, or make sure that this is the right server.</source>
        <translation>Das Zertifikat von %1 ist auf einen anderen Namen ausgestellt. Nehmen Sie den Hostnamen, der im Zertifikat steht, oder vergewissern Sie sich, dass es der richtige Server ist.</translation>
    </message>
    <message>
        <source>A certificate or key file for %1 cannot be read or does not fit the other. Choose the files again.</source>
        <translation>Eine Zertifikats- oder Schlüsseldatei für %1 kann nicht gelesen werden oder passt nicht zur anderen. Wählen Sie die Dateien noch einmal.</translation>
    </message>
    <message>
        <source>The private key file for %1 can be read by other users of this computer, so it is not used. Take that right away from them (chmod 600).</source>
        <translation>Die Datei mit dem privaten Schlüssel für %1 kann von anderen Benutzern dieses Computers gelesen werden, deshalb wird sie nicht verwendet. Nehmen Sie ihnen dieses Recht (chmod 600).</translation>
    </message>
    <message>
        <source>The service that %1 should use is not in pg_service.conf. Check its name and the file.</source>
        <translation>Der Dienst, den %1 verwenden soll, steht nicht in pg_service.conf. Prüfen Sie seinen Namen und die Datei.</translation>
    </message>
    <message>
        <source>The connection settings for %1 do not make sense. The details say which.</source>
        <translation>Die Verbindungseinstellungen für %1 ergeben keinen Sinn. Welche es sind, steht in den Einzelheiten.</translation>
    </message>
    <message>
        <source>The connection to %1 could not be made. The server&apos;s own words are in the details.</source>
        <translation>Die Verbindung zu %1 konnte nicht hergestellt werden. Die Worte des Servers stehen in den Einzelheiten.</translation>
    </message>
    <message>
        <source>Not tried, because you stopped the test.</source>
        <translation>Nicht versucht, weil Sie den Test angehalten haben.</translation>
    </message>
    <message>
        <source>Not tried, because an earlier step failed.</source>
        <translation>Nicht versucht, weil ein früherer Schritt fehlgeschlagen ist.</translation>
    </message>
    <message>
        <source>“%1” cannot be opened. Usually the private server belongs to another user. Run the program as that user.</source>
        <translation>„%1“ kann nicht geöffnet werden. Meist gehört der eigene Server einem anderen Benutzer. Starten Sie das Programm als dieser Benutzer.</translation>
    </message>
    <message>
        <source>Another program is just starting or stopping the private server. Wait a moment, then try again.</source>
        <translation>Ein anderes Programm startet oder beendet den eigenen Server gerade. Warten Sie einen Augenblick, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>PostgreSQL is not installed on this computer, so there is no private server. Install it with: %1</source>
        <translation>PostgreSQL ist auf diesem Computer nicht installiert, deshalb gibt es keinen eigenen Server. Installieren Sie es mit: %1</translation>
    </message>
    <message>
        <source>The private server in “%1” belongs to the system user “%2”. Run the program as that user, or choose another data folder.</source>
        <translation>Der eigene Server in „%1“ gehört dem Systembenutzer „%2“. Starten Sie das Programm als dieser Benutzer, oder wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <source>The folder “%1” belongs to root, and PostgreSQL refuses to run as root. Move it away, or give it to the user who made it.</source>
        <translation>Der Ordner „%1“ gehört root, und PostgreSQL läuft nicht als root. Verschieben Sie ihn, oder übergeben Sie ihn dem Benutzer, der ihn angelegt hat.</translation>
    </message>
    <message>
        <source>The folder “%1” should hold the private server, but is no complete PostgreSQL cluster. Restore it from a backup, or remove the private server and start again.</source>
        <translation>Der Ordner „%1“ sollte den eigenen Server enthalten, ist aber keine vollständige PostgreSQL-Ablage. Stellen Sie ihn aus einer Sicherung wieder her, oder entfernen Sie den eigenen Server und beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The folder “%1” holds a PostgreSQL cluster that this program did not make, or whose password file is gone. Move it away, or choose another data folder.</source>
        <translation>Der Ordner „%1“ enthält eine PostgreSQL-Ablage, die nicht von diesem Programm stammt oder deren Passwortdatei fehlt. Verschieben Sie ihn, oder wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <source>The private server was made by PostgreSQL %1, but only version %2 is installed. Install the other with: %3</source>
        <translation>Der eigene Server wurde mit PostgreSQL %1 angelegt, aber nur Version %2 ist installiert. Installieren Sie die andere mit: %3</translation>
    </message>
    <message>
        <source>“%1” cannot be removed. Usually it belongs to another user. Run the program as that user.</source>
        <translation>„%1“ kann nicht entfernt werden. Meist gehört es einem anderen Benutzer. Starten Sie das Programm als dieser Benutzer.</translation>
    </message>
    <message>
        <source>The file “%1” exists already and is not overwritten. Choose another name for the backup. Nothing was removed.</source>
        <translation>Die Datei „%1“ gibt es schon, und sie wird nicht überschrieben. Wählen Sie einen anderen Namen für die Sicherung. Es wurde nichts entfernt.</translation>
    </message>
    <message>
        <source>The backup cannot be written into “%1”. Choose a folder that exists and is yours. Nothing was removed.</source>
        <translation>Die Sicherung kann nicht in „%1“ geschrieben werden. Wählen Sie einen Ordner, den es gibt und der Ihnen gehört. Es wurde nichts entfernt.</translation>
    </message>
    <message>
        <source>The port “%1” is not a number from 1 to 65535. PostgreSQL usually listens on port 5432.</source>
        <translation>Der Port „%1“ ist keine Zahl von 1 bis 65535. PostgreSQL lauscht meist an Port 5432.</translation>
    </message>
    <message>
        <source>The encryption mode “%1” does not exist. It is one of: %2.</source>
        <translation>Die Verschlüsselungsart „%1“ gibt es nicht. Möglich sind: %2.</translation>
    </message>
    <message>
        <source>The time limit connect_timeout=%1 is not a number of seconds.</source>
        <translation>Die Zeitgrenze connect_timeout=%1 ist keine Anzahl von Sekunden.</translation>
    </message>
    <message>
        <source>The service name “%1” contains a semicolon, which cannot be passed on. Please rename the service in pg_service.conf.</source>
        <translation>Der Dienstname „%1“ enthält einen Strichpunkt, der nicht weitergegeben werden kann. Bitte benennen Sie den Dienst in pg_service.conf um.</translation>
    </message>
    <message>
        <source>The setting “%1” of the connection string contains a semicolon or a zero character, which cannot be passed on. Leave it out.</source>
        <translation>Die Einstellung „%1“ der Verbindungszeichenfolge enthält einen Strichpunkt oder ein Nullzeichen, die nicht weitergegeben werden können. Lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>One of the connection settings contains a zero character, which no server accepts. Please type it again.</source>
        <translation>Eine der Verbindungseinstellungen enthält ein Nullzeichen, das kein Server annimmt. Bitte geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>The disk that holds “%1” is full, so the private server cannot work there. Free at least 200 MB, or choose a data folder on another disk.</source>
        <translation>Die Festplatte, auf der „%1“ liegt, ist voll, deshalb kann der eigene Server dort nicht arbeiten. Schaffen Sie mindestens 200 MB Platz, oder wählen Sie einen Datenordner auf einer anderen Festplatte.</translation>
    </message>
    <message>
        <source>A temporary file cannot be written in “%1”. Check that the folder is yours and that the disk is not full.</source>
        <translation>In „%1“ kann keine vorläufige Datei geschrieben werden. Prüfen Sie, ob der Ordner Ihnen gehört und die Festplatte nicht voll ist.</translation>
    </message>
    <message>
        <source>The private server did not start. Its own words are in the details; the whole log is “%1”.</source>
        <translation>Der eigene Server ist nicht gestartet. Seine eigenen Worte stehen in den Einzelheiten; das ganze Protokoll ist „%1“.</translation>
    </message>
    <message>
        <source>The private server could not be made in “%1”. The words of PostgreSQL&apos;s initdb are in the details.</source>
        <translation>Der eigene Server konnte in „%1“ nicht angelegt werden. Die Worte von initdb, einem Programm von PostgreSQL, stehen in den Einzelheiten.</translation>
    </message>
    <message>
        <source>The private server is still starting: it repairs what a crash or power failure left behind. Wait a few minutes, then try again.</source>
        <translation>Der eigene Server startet noch: Er repariert, was ein Absturz oder Stromausfall hinterlassen hat. Warten Sie einige Minuten, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>No free port was found for the private server: other programs took each one that was tried. Close some of them, then try again.</source>
        <translation>Für den eigenen Server wurde kein freier Port gefunden: Jeder, der versucht wurde, war von anderen Programmen belegt. Schließen Sie einige davon, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The private server did not stop within two minutes. Usually a long statement is being undone. Wait a while, then try again.</source>
        <translation>Der eigene Server wurde nicht innerhalb von zwei Minuten beendet. Meist wird gerade eine lange Anweisung zurückgenommen. Warten Sie eine Weile, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>A temporary file for the backup cannot be written. Check that the disk is not full.</source>
        <translation>Eine vorläufige Datei für die Sicherung kann nicht geschrieben werden. Prüfen Sie, ob die Festplatte voll ist.</translation>
    </message>
    <message>
        <source>The backup “%1” could not be written, so nothing was removed. Usually the disk is full or the folder belongs to another user.</source>
        <translation>Die Sicherung „%1“ konnte nicht geschrieben werden, deshalb wurde nichts entfernt. Meist ist die Festplatte voll, oder der Ordner gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>The server is PostgreSQL %1, which is too old. Version 12 or later is needed: update the server, or choose another.</source>
        <translation>Der Server ist PostgreSQL %1 und damit zu alt. Nötig ist Version 12 oder neuer: Aktualisieren Sie den Server, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The server is PostgreSQL %1.</source>
        <translation>Der Server ist PostgreSQL %1.</translation>
    </message>
    <message>
        <source>The database keeps text as UTF-8.</source>
        <translation>Die Datenbank speichert Text als UTF-8.</translation>
    </message>
    <message>
        <source>The database keeps text as %1, which cannot hold every character. Make another database with the encoding UTF8 and choose that.</source>
        <translation>Die Datenbank speichert Text als %1, das nicht jedes Zeichen aufnehmen kann. Legen Sie eine andere Datenbank mit der Kodierung UTF8 an, und wählen Sie diese.</translation>
    </message>
    <message>
        <source>This server is a read-only copy of the one at %1. Connect to that one.</source>
        <translation>Dieser Server ist eine Kopie von %1, die nur gelesen werden kann. Verbinden Sie sich mit jenem Server.</translation>
    </message>
    <message>
        <source>This server is a read-only copy of another one. Connect to the server that it copies.</source>
        <translation>Dieser Server ist eine Kopie eines anderen, die nur gelesen werden kann. Verbinden Sie sich mit dem Server, den er kopiert.</translation>
    </message>
    <message>
        <source>This database is set to be read-only (default_transaction_read_only). Ask its administrator, or choose another database.</source>
        <translation>Diese Datenbank ist so eingestellt, dass sie nur gelesen werden kann (default_transaction_read_only). Fragen Sie ihre Verwaltung, oder wählen Sie eine andere Datenbank.</translation>
    </message>
    <message>
        <source>Your user may create schemas in this database.</source>
        <translation>Ihr Benutzer darf in dieser Datenbank Schemas anlegen.</translation>
    </message>
    <message>
        <source>Your user may not create schemas in this database, and each creator becomes one. Have the owner of the database run the statement below.</source>
        <translation>Ihr Benutzer darf in dieser Datenbank keine Schemas anlegen, und jeder Creator bekommt eines. Lassen Sie den Eigentümer der Datenbank die Anweisung unten ausführen.</translation>
    </message>
    <message numerus="yes">
        <source>%n of at most %1 connections are free.</source>
        <translation>
            <numerusform>%n von höchstens %1 Verbindungen ist frei.</numerusform>
            <numerusform>%n von höchstens %1 Verbindungen sind frei.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n of at most %1 connections are free. Close other programs that use the server, or raise max_connections.</source>
        <translation>
            <numerusform>Nur %n von höchstens %1 Verbindungen ist frei. Schließen Sie andere Programme, die den Server benutzen, oder erhöhen Sie max_connections.</numerusform>
            <numerusform>Nur %n von höchstens %1 Verbindungen sind frei. Schließen Sie andere Programme, die den Server benutzen, oder erhöhen Sie max_connections.</numerusform>
        </translation>
    </message>
    <message>
        <source>An answer takes less than 1 ms.</source>
        <translation>Eine Antwort dauert weniger als 1 ms.</translation>
    </message>
    <message>
        <source>An answer takes %1 ms.</source>
        <translation>Eine Antwort dauert %1 ms.</translation>
    </message>
    <message>
        <source>An answer takes %1 ms, so the server is far away: moving many small tables will take a while.</source>
        <translation>Eine Antwort dauert %1 ms, der Server ist also weit entfernt: Viele kleine Tabellen zu übertragen wird eine Weile dauern.</translation>
    </message>
    <message>
        <source>The server&apos;s clock is %1 seconds ahead of this computer&apos;s.</source>
        <translation>Die Uhr des Servers geht gegenüber diesem Computer %1 Sekunden vor.</translation>
    </message>
    <message>
        <source>The server&apos;s clock is %1 seconds behind this computer&apos;s.</source>
        <translation>Die Uhr des Servers geht gegenüber diesem Computer %1 Sekunden nach.</translation>
    </message>
    <message>
        <source>%1 failed because the connection to the server broke. Usually the server was stopped or restarted, or the network failed. Check that the server runs, then try again.</source>
        <translation>%1 ist fehlgeschlagen, weil die Verbindung zum Server abgebrochen ist. Meist wurde der Server beendet oder neu gestartet, oder das Netz ist ausgefallen. Prüfen Sie, ob der Server läuft, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 failed because your user lacks the right to do it. Ask the owner of the database for the right, or connect as another user.</source>
        <translation>%1 ist fehlgeschlagen, weil Ihrem Benutzer das Recht dazu fehlt. Bitten Sie den Eigentümer der Datenbank um das Recht, oder verbinden Sie sich als anderer Benutzer.</translation>
    </message>
    <message>
        <source>%1 failed because the disk of the server is full. Free some space there, then try again.</source>
        <translation>%1 ist fehlgeschlagen, weil die Festplatte des Servers voll ist. Schaffen Sie dort Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 failed because another session holds a lock on the same objects. Close other programs that use this database, then try again.</source>
        <translation>%1 ist fehlgeschlagen, weil eine andere Sitzung dieselben Objekte gesperrt hat. Schließen Sie andere Programme, die diese Datenbank benutzen, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 failed because the server has no free connection. Close other programs that use it, use fewer workers, or raise max_connections there.</source>
        <translation>%1 ist fehlgeschlagen, weil der Server keine freie Verbindung hat. Schließen Sie andere Programme, die ihn benutzen, verwenden Sie weniger gleichzeitige Verbindungen, oder erhöhen Sie dort max_connections.</translation>
    </message>
    <message>
        <source>%1 failed because it took longer than the server allows (statement_timeout). Raise that limit, then try again.</source>
        <translation>%1 ist fehlgeschlagen, weil es länger gedauert hat, als der Server erlaubt (statement_timeout). Erhöhen Sie diese Grenze, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 was stopped before its end.</source>
        <translation>%1 wurde vor dem Ende angehalten.</translation>
    </message>
    <message>
        <source>%1 failed because the server refused the statement. The server&apos;s own words are in the details.</source>
        <translation>%1 ist fehlgeschlagen, weil der Server die Anweisung abgelehnt hat. Die Worte des Servers stehen in den Einzelheiten.</translation>
    </message>
    <message>
        <source>This user may not do that on the server. Sign in as an administrator of the server for this once, or send the statement to the person who looks after it.</source>
        <translation>Dieser Benutzer darf das auf dem Server nicht tun. Melden Sie sich dafür einmalig als Administrator des Servers an, oder schicken Sie die Anweisung der Person, die sich um ihn kümmert.</translation>
    </message>
    <message>
        <source>The rights of “%1” cannot be changed. Usually the file belongs to another user: ask that user, or copy the file to a folder of yours and choose the copy.</source>
        <translation>Die Rechte von „%1“ können nicht geändert werden. Meist gehört die Datei einem anderen Benutzer: Fragen Sie diesen Benutzer, oder kopieren Sie die Datei in einen Ordner, der Ihnen gehört, und wählen Sie die Kopie.</translation>
    </message>
    <message>
        <source>This file cannot be read. Usually it belongs to another user.</source>
        <translation>Diese Datei kann nicht gelesen werden. Meist gehört sie einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>There is no such file. Check the path, or choose it again.</source>
        <translation>Diese Datei gibt es nicht. Prüfen Sie den Pfad, oder wählen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>This file holds a private key, not a certificate. The certificate is usually the file that ends in .crt or .pem.</source>
        <translation>Diese Datei enthält einen privaten Schlüssel, kein Zertifikat. Das Zertifikat ist meist die Datei, die auf .crt oder .pem endet.</translation>
    </message>
    <message>
        <source>This file holds no certificate. Choose the file that you were given for this; it usually ends in .crt or .pem.</source>
        <translation>Diese Datei enthält kein Zertifikat. Wählen Sie die Datei, die Sie dafür bekommen haben; sie endet meist auf .crt oder .pem.</translation>
    </message>
    <message>
        <source>The certificate of “%1” has expired: it was valid until %2. Ask for a new one.</source>
        <translation>Das Zertifikat von „%1“ ist abgelaufen: Es war gültig bis %2. Bitten Sie um ein neues.</translation>
    </message>
    <message>
        <source>The certificate of “%1” is valid only from %2 on. Check this computer&apos;s clock.</source>
        <translation>Das Zertifikat von „%1“ ist erst ab %2 gültig. Prüfen Sie die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>The authorities that this computer trusts.</source>
        <translation>Die Zertifizierungsstellen, denen dieser Computer vertraut.</translation>
    </message>
    <message>
        <source>Trusts “%1”, valid until %2.</source>
        <translation>Vertraut „%1“, gültig bis %2.</translation>
    </message>
    <message>
        <source>Says “%1”, valid until %2.</source>
        <translation>Lautet auf „%1“, gültig bis %2.</translation>
    </message>
    <message>
        <source>This is a private key. It is used together with its certificate: choose that too.</source>
        <translation>Das ist ein privater Schlüssel. Er wird zusammen mit seinem Zertifikat verwendet: Wählen Sie auch dieses.</translation>
    </message>
    <message>
        <source>This key does not belong to the certificate above. Choose the two files that were made together.</source>
        <translation>Dieser Schlüssel gehört nicht zum Zertifikat darüber. Wählen Sie die beiden Dateien, die zusammen gemacht wurden.</translation>
    </message>
    <message>
        <source>Belongs to the certificate.</source>
        <translation>Gehört zum Zertifikat.</translation>
    </message>
    <message>
        <source>This key is protected by a passphrase, which is not asked for here. Give it in the pasted address as sslpassword=…, or use a key without one.</source>
        <translation>Dieser Schlüssel ist mit einer Passphrase geschützt, nach der hier nicht gefragt wird. Geben Sie sie in der eingefügten Adresse als sslpassword=… an, oder nehmen Sie einen Schlüssel ohne Passphrase.</translation>
    </message>
    <message>
        <source>This file holds no private key. The key is usually the file that ends in .key.</source>
        <translation>Diese Datei enthält keinen privaten Schlüssel. Der Schlüssel ist meist die Datei, die auf .key endet.</translation>
    </message>
    <message>
        <source>Other users of this computer can read this key, so it would be refused. Take that right away from them; the connection test can do it for you.</source>
        <translation>Andere Benutzer dieses Computers können diesen Schlüssel lesen, deshalb würde er abgelehnt. Nehmen Sie ihnen dieses Recht; der Verbindungstest kann das für Sie tun.</translation>
    </message>
    <message>
        <source>“%1” cannot be written. Check that your settings folder is yours and that the disk is not full.</source>
        <translation>„%1“ kann nicht geschrieben werden. Prüfen Sie, ob Ihr Ordner mit den Einstellungen Ihnen gehört und die Festplatte nicht voll ist.</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>The password of the private server cannot be read from “%1”. Usually the server was made by another user of this computer. Run the program as that user.</source>
        <translation>Das Passwort des eigenen Servers kann nicht aus „%1“ gelesen werden. Meist wurde der Server von einem anderen Benutzer dieses Computers angelegt. Starten Sie das Programm als dieser Benutzer.</translation>
    </message>
    <message>
        <source>The private server runs as the system user “%1”, who may not pass through the folder “%2”. Set CUTOVER_DATA_DIR to a folder that everybody may pass through, for example /var/lib/cutover.</source>
        <translation>Der eigene Server läuft als Systembenutzer „%1“, und dieser darf den Ordner „%2“ nicht betreten. Setzen Sie CUTOVER_DATA_DIR auf einen Ordner, den jeder betreten darf, zum Beispiel /var/lib/cutover.</translation>
    </message>
    <message>
        <source>The PostgreSQL driver of Qt is not installed. On Debian and Ubuntu, install it with “sudo apt install libqt6sql6-psql”.</source>
        <translation>Der PostgreSQL-Treiber von Qt ist nicht installiert. Unter Debian und Ubuntu installieren Sie ihn mit „sudo apt install libqt6sql6-psql“.</translation>
    </message>
    <message>
        <source>The PostgreSQL driver of Qt is not the one this program was made for. Install Qt and this program from the same source.</source>
        <translation>Der PostgreSQL-Treiber von Qt ist nicht der, für den dieses Programm gemacht ist. Installieren Sie Qt und dieses Programm aus derselben Quelle.</translation>
    </message>
    <message>
        <source>The statement contains a zero character.</source>
        <translation>Die Anweisung enthält ein Nullzeichen.</translation>
    </message>
    <message>
        <source>A COPY needs its data along with it.</source>
        <translation>Ein COPY braucht seine Daten gleich mit.</translation>
    </message>
    <message>
        <source>committing</source>
        <translation>das Festschreiben</translation>
    </message>
    <message>
        <source>The transaction had already failed.</source>
        <translation>Die Transaktion war schon fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The private server runs on this computer, port %1.</source>
        <translation>Der eigene Server läuft auf diesem Computer, Port %1.</translation>
    </message>
    <message>
        <source>There is no private server yet. It is made when it is first started.</source>
        <translation>Es gibt noch keinen eigenen Server. Er wird angelegt, wenn er zum ersten Mal gestartet wird.</translation>
    </message>
    <message>
        <source>The private server is stopped. Your data is safe in “%1”.</source>
        <translation>Der eigene Server ist beendet. Ihre Daten liegen sicher in „%1“.</translation>
    </message>
    <message>
        <source>“%1” cannot be made. Check that the folder above it is yours.</source>
        <translation>„%1“ kann nicht angelegt werden. Prüfen Sie, ob der Ordner darüber Ihnen gehört.</translation>
    </message>
    <message>
        <source>%1 failed because something in it is larger than PostgreSQL allows. Usually a row has so many columns with a value in them that it does not fit a page, or an indexed text is very long. The details say which: shorten it where it comes from, or leave this source out.</source>
        <translation>%1 ist fehlgeschlagen, weil etwas darin größer ist, als PostgreSQL erlaubt. Meist hat eine Zeile so viele Spalten mit einem Wert, dass sie nicht auf eine Seite passt, oder ein Text in einem Index ist sehr lang. Welche es sind, steht in den Einzelheiten: Kürzen Sie es dort, wo es herkommt, oder lassen Sie diese Quelle weg.</translation>
    </message>
    <message>
        <source>%1 failed because it touches more tables at once than the server&apos;s lock table has room for. Raise max_locks_per_transaction there (which needs a restart), or move each creator into a schema of its own.</source>
        <translation>%1 ist fehlgeschlagen, weil es mehr Tabellen auf einmal betrifft, als die Sperrtabelle des Servers aufnehmen kann. Erhöhen Sie dort max_locks_per_transaction (das verlangt einen Neustart), oder übertragen Sie jeden Creator in ein eigenes Schema.</translation>
    </message>
    <message>
        <source>%1 failed because the server ran out of memory. Close other programs that use it, or use fewer workers, then try again.</source>
        <translation>%1 ist fehlgeschlagen, weil dem Server der Arbeitsspeicher ausging. Schließen Sie andere Programme, die ihn benutzen, oder verwenden Sie weniger gleichzeitige Verbindungen, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 failed because the server can only be read now. Usually it was switched to read-only (default_transaction_read_only), or it became a copy that follows another server. Ask its administrator, then try again.</source>
        <translation>%1 ist fehlgeschlagen, weil der Server jetzt nur Lesen zulässt. Meist wurde er auf Nur-Lesen umgestellt (default_transaction_read_only), oder er wurde eine Kopie, die einem anderen Server folgt. Fragen Sie seine Verwaltung, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 failed because something that was there a moment ago is gone. Usually somebody removed it, or rolled this run back, at the same time. Make sure that nobody else works on the database, then try again.</source>
        <translation>%1 ist fehlgeschlagen, weil etwas fehlt, was eben noch da war. Meist hat es jemand zur selben Zeit entfernt oder diesen Umzug rückgängig gemacht. Sorgen Sie dafür, dass niemand sonst an der Datenbank arbeitet, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 failed because a connection pooler (such as PgBouncer) gave it another session. Connect to the server directly, or through a pool in session mode (pool_mode = session).</source>
        <translation>%1 ist fehlgeschlagen, weil ein Verbindungsverteiler (etwa PgBouncer) eine andere Sitzung gegeben hat. Verbinden Sie sich direkt mit dem Server oder über einen Verteiler im Sitzungsmodus (pool_mode = session).</translation>
    </message>
    <message>
        <source>%1 failed because the server could not read or write its own files, or found them damaged. Ask its administrator to look at its log and disk before anything else is tried.</source>
        <translation>%1 ist fehlgeschlagen, weil der Server seine eigenen Dateien nicht lesen oder schreiben konnte oder sie beschädigt fand. Bitten Sie seine Verwaltung, sein Protokoll und seine Festplatte anzusehen, bevor etwas anderes versucht wird.</translation>
    </message>
    <message>
        <source>running the statement</source>
        <translation>das Ausführen der Anweisung</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted: it is not signed by the authority you chose, or it has expired. Perhaps it is another server, or the CA file is an old one. Ask its administrator for the right CA file, or to renew the certificate.</source>
        <translation>Dem Zertifikat von %1 kann nicht vertraut werden: Es ist nicht von der Stelle unterschrieben, die Sie gewählt haben, oder es ist abgelaufen. Vielleicht ist es ein anderer Server, oder die CA-Datei ist veraltet. Bitten Sie seine Verwaltung um die richtige CA-Datei oder darum, das Zertifikat zu erneuern.</translation>
    </message>
</context>
<context>
    <name>profiles</name>
    <message>
        <source>The description of an application cannot be used: %1: %2. It is part of this program, so the installation is damaged; install the program again.</source>
        <translation>Die Beschreibung einer Anwendung ist nicht verwendbar: %1: %2. Sie gehört zu diesem Programm, die Installation ist also beschädigt; installieren Sie das Programm neu.</translation>
    </message>
</context>
<context>
    <name>sqlite</name>
    <message>
        <source>There is not enough memory to look at every value of the database. Close other programs and try again.</source>
        <translation>Der Arbeitsspeicher reicht nicht aus, um jeden Wert der Datenbank anzusehen. Schließen Sie andere Programme, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The database file is not there. It may have been moved or renamed meanwhile. Look for it and try again.</source>
        <translation>Die Datenbankdatei ist nicht da. Vielleicht wurde sie inzwischen verschoben oder umbenannt. Suchen Sie sie, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The database file cannot be opened, because you have no right to read it. Start the program as the file&apos;s owner or change the file&apos;s permissions.</source>
        <translation>Die Datenbankdatei kann nicht geöffnet werden, weil Sie kein Recht haben, sie zu lesen. Starten Sie das Programm als Eigentümer der Datei, oder ändern Sie die Rechte der Datei.</translation>
    </message>
    <message>
        <source>The name leads only to symbolic links that lead back to themselves. Choose the real file.</source>
        <translation>Der Name führt nur zu symbolischen Verknüpfungen, die zu sich selbst zurückführen. Wählen Sie die wirkliche Datei.</translation>
    </message>
    <message>
        <source>The name is that of a folder, not of a file. Choose the file in it.</source>
        <translation>Der Name ist der eines Ordners, nicht der einer Datei. Wählen Sie die Datei darin.</translation>
    </message>
    <message>
        <source>The database file cannot be opened. Look whether it and its folder can be read, and try again.</source>
        <translation>Die Datenbankdatei kann nicht geöffnet werden. Prüfen Sie, ob sie und ihr Ordner gelesen werden können, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Another program is writing to the database and keeps it locked. Close that program and try again.</source>
        <translation>Ein anderes Programm schreibt in die Datenbank und hält sie gesperrt. Schließen Sie dieses Programm, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The database file is damaged: its content contradicts itself. That usually comes from a full disk, a crash or an incomplete copy. Use an intact copy or a backup of it.</source>
        <translation>Die Datenbankdatei ist beschädigt: Ihr Inhalt widerspricht sich. Das kommt meist von einer vollen Festplatte, einem Absturz oder einer unvollständigen Kopie. Nehmen Sie eine unbeschädigte Kopie oder eine Sicherung davon.</translation>
    </message>
    <message>
        <source>The file is not a SQLite database, or it is encrypted. Choose another file.</source>
        <translation>Die Datei ist keine SQLite-Datenbank, oder sie ist verschlüsselt. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The database was not closed properly and must be recovered before it can be read. Start and close its application once, then try again.</source>
        <translation>Die Datenbank wurde nicht ordentlich geschlossen und muss wiederhergestellt werden, bevor sie gelesen werden kann. Starten und schließen Sie ihre Anwendung einmal, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The database file could not be read to its end. The disk or the network drive may be failing, or the file was cut short. Check the disk and try again.</source>
        <translation>Die Datenbankdatei konnte nicht bis zum Ende gelesen werden. Vielleicht hat die Festplatte oder das Netzlaufwerk einen Fehler, oder die Datei wurde abgeschnitten. Prüfen Sie die Festplatte, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is no space left on the disk that holds temporary files. Make room and try again.</source>
        <translation>Auf der Festplatte für vorläufige Dateien ist kein Platz mehr. Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is not enough memory to read the database. Close other programs and try again.</source>
        <translation>Der Arbeitsspeicher reicht nicht aus, um die Datenbank zu lesen. Schließen Sie andere Programme, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>SQLite refused to read the database in a way that was not expected. The details say why.</source>
        <translation>SQLite hat sich auf unerwartete Weise geweigert, die Datenbank zu lesen. Der Grund steht in den Einzelheiten.</translation>
    </message>
    <message>
        <source>The database gave no answer where one was expected. It may have been changed meanwhile.</source>
        <translation>Die Datenbank gab keine Antwort, wo eine erwartet wurde. Vielleicht wurde sie inzwischen geändert.</translation>
    </message>
    <message>
        <source>It is a compressed archive. If a database is inside, unpack the archive and choose the unpacked file.</source>
        <translation>Es ist ein komprimiertes Archiv. Wenn eine Datenbank darin ist, entpacken Sie das Archiv, und wählen Sie die entpackte Datei.</translation>
    </message>
    <message>
        <source>It is a picture. Databases have other content; choose the right file.</source>
        <translation>Es ist ein Bild. Datenbanken haben einen anderen Inhalt; wählen Sie die richtige Datei.</translation>
    </message>
    <message>
        <source>It is a sound or film file. Databases have other content; choose the right file.</source>
        <translation>Es ist eine Ton- oder Filmdatei. Datenbanken haben einen anderen Inhalt; wählen Sie die richtige Datei.</translation>
    </message>
    <message>
        <source>It is a program, not data. Choose the database that the program uses.</source>
        <translation>Es ist ein Programm, keine Daten. Wählen Sie die Datenbank, die das Programm benutzt.</translation>
    </message>
    <message>
        <source>It is a document of an office or database program for Windows, which cannot be moved from here.</source>
        <translation>Es ist ein Dokument eines Büro- oder Datenbankprogramms für Windows, das von hier aus nicht übertragen werden kann.</translation>
    </message>
    <message>
        <source>It is a DuckDB database, which is read in another way than SQLite&apos;s.</source>
        <translation>Es ist eine DuckDB-Datenbank, die anders gelesen wird als eine von SQLite.</translation>
    </message>
    <message>
        <source>It is a database of SQLite 2, which no current SQLite reads. Convert it with the old program: sqlite OLD .dump | sqlite3 NEW</source>
        <translation>Es ist eine Datenbank von SQLite 2, die kein heutiges SQLite liest. Wandeln Sie sie mit dem alten Programm um: sqlite OLD .dump | sqlite3 NEW</translation>
    </message>
    <message>
        <source>It is the write-ahead log (-wal) of a database, a part of it. Choose the database itself; its log is then read along.</source>
        <translation>Es ist das Write-Ahead-Protokoll (-wal) einer Datenbank, ein Teil von ihr. Wählen Sie die Datenbank selbst; ihr Protokoll wird dann mitgelesen.</translation>
    </message>
    <message>
        <source>It is the rollback journal of a database, a part of it. Choose the database itself; its journal is then read along.</source>
        <translation>Es ist das Rollback-Protokoll einer Datenbank, ein Teil von ihr. Wählen Sie die Datenbank selbst; ihr Protokoll wird dann mitgelesen.</translation>
    </message>
    <message>
        <source>It is a backup of a PostgreSQL database. Use pg_restore for it.</source>
        <translation>Es ist die Sicherung einer PostgreSQL-Datenbank. Verwenden Sie dafür pg_restore.</translation>
    </message>
    <message>
        <source>It is compressed with gzip. Unpack it (gunzip) and choose the unpacked file.</source>
        <translation>Es ist mit gzip komprimiert. Entpacken Sie es (gunzip), und wählen Sie die entpackte Datei.</translation>
    </message>
    <message>
        <source>It is a ZIP archive. If a database is inside, unpack the archive and choose the unpacked file.</source>
        <translation>Es ist ein ZIP-Archiv. Wenn eine Datenbank darin ist, entpacken Sie das Archiv, und wählen Sie die entpackte Datei.</translation>
    </message>
    <message>
        <source>It is an empty ZIP archive. Choose another file.</source>
        <translation>Es ist ein leeres ZIP-Archiv. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>It is a PDF document. Databases have other content; choose the right file.</source>
        <translation>Es ist ein PDF-Dokument. Datenbanken haben einen anderen Inhalt; wählen Sie die richtige Datei.</translation>
    </message>
    <message>
        <source>It is plain text. Choose the database itself.</source>
        <translation>Es ist einfacher Text. Wählen Sie die Datenbank selbst.</translation>
    </message>
    <message>
        <source>It is only the pointer that Git LFS leaves in place of a large file. Fetch the file itself with: git lfs pull</source>
        <translation>Es ist nur der Verweis, den Git LFS anstelle einer großen Datei hinterlässt. Holen Sie die Datei selbst mit: git lfs pull</translation>
    </message>
    <message>
        <source>It is a web page (HTML), as a failed download leaves behind. Download or copy the database again.</source>
        <translation>Es ist eine Webseite (HTML), wie sie ein fehlgeschlagener Download hinterlässt. Laden oder kopieren Sie die Datenbank noch einmal.</translation>
    </message>
    <message>
        <source>It is an XML document. Choose the database itself.</source>
        <translation>Es ist ein XML-Dokument. Wählen Sie die Datenbank selbst.</translation>
    </message>
    <message>
        <source>It is a JSON document. Choose the database itself.</source>
        <translation>Es ist ein JSON-Dokument. Wählen Sie die Datenbank selbst.</translation>
    </message>
    <message>
        <source>It is a text of SQL commands, the dump of a database. Make a database of it first: sqlite3 NEW &lt; THIS_FILE</source>
        <translation>Es ist ein Text mit SQL-Befehlen, der Auszug einer Datenbank. Machen Sie zuerst eine Datenbank daraus: sqlite3 NEW &lt; THIS_FILE</translation>
    </message>
    <message>
        <source>It begins with nothing but zero bytes, as an interrupted copy or a disk fault leaves behind. Use another copy or a backup.</source>
        <translation>Es beginnt mit lauter Null-Bytes, wie sie eine abgebrochene Kopie oder ein Festplattenfehler hinterlässt. Nehmen Sie eine andere Kopie oder eine Sicherung.</translation>
    </message>
    <message>
        <source>Its bytes look random: it is encrypted or compressed in a way that is not known here. Decrypt or unpack it first.</source>
        <translation>Die Bytes sehen zufällig aus: Die Datei ist verschlüsselt oder auf eine Weise komprimiert, die hier nicht bekannt ist. Entschlüsseln oder entpacken Sie sie zuerst.</translation>
    </message>
    <message>
        <source>What it is cannot be told from its content. Look whether it is the right file.</source>
        <translation>Was es ist, lässt sich am Inhalt nicht erkennen. Prüfen Sie, ob es die richtige Datei ist.</translation>
    </message>
    <message>
        <source>A key of a table names a column that the table does not have. The file&apos;s schema is damaged; use an intact copy.</source>
        <translation>Ein Schlüssel einer Tabelle nennt eine Spalte, die die Tabelle nicht hat. Das Schema der Datei ist beschädigt; nehmen Sie eine unbeschädigte Kopie.</translation>
    </message>
    <message>
        <source>“%1” is empty: the file has no bytes at all. The application may have made it without ever writing to it. There is nothing to move.</source>
        <translation>„%1“ ist leer: Die Datei enthält kein einziges Byte. Vielleicht hat die Anwendung sie angelegt, ohne je hineinzuschreiben. Es gibt nichts zu übertragen.</translation>
    </message>
    <message>
        <source>“%1” is not a SQLite database.</source>
        <translation>„%1“ ist keine SQLite-Datenbank.</translation>
    </message>
    <message>
        <source>“%1” seems to be an encrypted database, most likely one of SQLCipher: its bytes look random from the first one on. Decrypt it with the application or with its key first, and choose the decrypted file.</source>
        <translation>„%1“ scheint eine verschlüsselte Datenbank zu sein, am ehesten eine von SQLCipher: Ihre Bytes sehen vom ersten an zufällig aus. Entschlüsseln Sie sie zuerst mit der Anwendung oder mit ihrem Schlüssel, und wählen Sie die entschlüsselte Datei.</translation>
    </message>
    <message>
        <source>“%1” is cut short: its end is missing. That usually comes from a copy or a download that was interrupted, or from a full disk. Copy it again, or use a backup.</source>
        <translation>„%1“ ist abgeschnitten: Das Ende fehlt. Das kommt meist von einer abgebrochenen Kopie, einem abgebrochenen Download oder einer vollen Festplatte. Kopieren Sie die Datei noch einmal, oder nehmen Sie eine Sicherung.</translation>
    </message>
    <message>
        <source>The beginning of “%1” is damaged: it was a SQLite database, but what it says about itself cannot be true. That usually comes from a disk fault or a program that wrote over it. Use another copy or a backup.</source>
        <translation>Der Anfang von „%1“ ist beschädigt: Es war eine SQLite-Datenbank, aber was sie über sich selbst sagt, kann nicht stimmen. Das kommt meist von einem Festplattenfehler oder einem Programm, das darübergeschrieben hat. Nehmen Sie eine andere Kopie oder eine Sicherung.</translation>
    </message>
    <message>
        <source>“%1” is damaged: its content contradicts itself. That usually comes from a crash, a full or failing disk, or a copy made while the file was in use. Use an intact copy or a backup.</source>
        <translation>„%1“ ist beschädigt: Der Inhalt widerspricht sich. Das kommt meist von einem Absturz, einer vollen oder fehlerhaften Festplatte oder einer Kopie, die während der Benutzung der Datei gemacht wurde. Nehmen Sie eine unbeschädigte Kopie oder eine Sicherung.</translation>
    </message>
    <message>
        <source>“%1” is damaged: an index does not agree with its table. The rows themselves may be intact. Repair a copy of the file with SQLite&apos;s REINDEX command and choose that copy, or use a backup.</source>
        <translation>„%1“ ist beschädigt: Ein Index stimmt nicht mit seiner Tabelle überein. Die Zeilen selbst sind vielleicht in Ordnung. Reparieren Sie eine Kopie der Datei mit dem SQLite-Befehl REINDEX, und wählen Sie diese Kopie, oder nehmen Sie eine Sicherung.</translation>
    </message>
    <message>
        <source>SQLite refuses to read “%1”. The file may have been made by a newer SQLite, need an extension of its application, or be damaged. The details say what SQLite stumbled over.</source>
        <translation>SQLite weigert sich, „%1“ zu lesen. Vielleicht stammt die Datei von einem neueren SQLite, braucht eine Erweiterung ihrer Anwendung oder ist beschädigt. Worüber SQLite gestolpert ist, steht in den Einzelheiten.</translation>
    </message>
    <message>
        <source>You have no right to read “%1”. It usually belongs to another user. Start the program as that user, or have the file&apos;s permissions changed.</source>
        <translation>Sie haben kein Recht, „%1“ zu lesen. Meist gehört die Datei einem anderen Benutzer. Starten Sie das Programm als dieser Benutzer, oder lassen Sie die Rechte der Datei ändern.</translation>
    </message>
    <message>
        <source>There is no file “%1”. It may have been moved or renamed, or its name may be misspelt. Look for it and try again.</source>
        <translation>Eine Datei „%1“ gibt es nicht. Vielleicht wurde sie verschoben oder umbenannt, oder der Name ist falsch geschrieben. Suchen Sie sie, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>“%1” is a link to a file that is not there. It was probably moved or deleted. Choose the file itself.</source>
        <translation>„%1“ ist eine Verknüpfung mit einer Datei, die es nicht gibt. Wahrscheinlich wurde sie verschoben oder gelöscht. Wählen Sie die Datei selbst.</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a file here: it is too long. Look whether it is misspelt.</source>
        <translation>„%1“ kann hier kein Dateiname sein: Er ist zu lang. Prüfen Sie, ob er falsch geschrieben ist.</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file. Choose the database in it.</source>
        <translation>„%1“ ist ein Ordner, keine Datei. Wählen Sie die Datenbank darin.</translation>
    </message>
    <message>
        <source>“%1” is a file, not a folder. Choose the folder it lies in, or name the file as a file.</source>
        <translation>„%1“ ist eine Datei, kein Ordner. Wählen Sie den Ordner, in dem sie liegt, oder nennen Sie die Datei als Datei.</translation>
    </message>
    <message>
        <source>“%1” is a link that leads back to itself. Choose the file that was meant.</source>
        <translation>„%1“ ist eine Verknüpfung, die zu sich selbst zurückführt. Wählen Sie die Datei, die gemeint war.</translation>
    </message>
    <message>
        <source>“%1” is a pipe between programs (FIFO), not a file with data. Choose the database itself.</source>
        <translation>„%1“ ist eine Leitung zwischen Programmen (FIFO), keine Datei mit Daten. Wählen Sie die Datenbank selbst.</translation>
    </message>
    <message>
        <source>“%1” is a socket between programs, not a file with data. Choose the database itself.</source>
        <translation>„%1“ ist ein Socket zwischen Programmen, keine Datei mit Daten. Wählen Sie die Datenbank selbst.</translation>
    </message>
    <message>
        <source>“%1” is a device, not a file with data. Choose the database itself.</source>
        <translation>„%1“ ist ein Gerät, keine Datei mit Daten. Wählen Sie die Datenbank selbst.</translation>
    </message>
    <message>
        <source>The name “%1” holds bytes that are no characters (they are shown as �), so the file cannot be named. It probably comes from an older system with another character set. Rename the file and try again.</source>
        <translation>Der Name „%1“ enthält Bytes, die keine Zeichen sind (sie werden als � gezeigt), deshalb kann die Datei nicht benannt werden. Wahrscheinlich stammt sie von einem älteren System mit einem anderen Zeichensatz. Benennen Sie die Datei um, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>“%1” is locked: another program is writing to it and lets nobody else read. Close the application that uses it and try again.</source>
        <translation>„%1“ ist gesperrt: Ein anderes Programm schreibt hinein und lässt niemanden sonst lesen. Schließen Sie die Anwendung, die sie benutzt, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>“%1” changes all the time, so no copy of it in one state can be made. Close the application that uses it and try again.</source>
        <translation>„%1“ ändert sich ständig, deshalb lässt sich keine Kopie in einem einheitlichen Zustand machen. Schließen Sie die Anwendung, die sie benutzt, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is not enough memory to read “%1”. Close other programs and try again.</source>
        <translation>Der Arbeitsspeicher reicht nicht aus, um „%1“ zu lesen. Schließen Sie andere Programme, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There already is a file “%1”, and it is not replaced. Move it away or choose another name.</source>
        <translation>Es gibt schon eine Datei „%1“, und sie wird nicht ersetzt. Verschieben Sie sie, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The folder that the copy “%1” is to be put into is not there. Make it or choose another one.</source>
        <translation>Den Ordner, in den die Kopie „%1“ kommen soll, gibt es nicht. Legen Sie ihn an, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The copy “%1” cannot be written. You may have no right to write in its folder, or its disk may be read-only or failing. Choose another folder.</source>
        <translation>Die Kopie „%1“ kann nicht geschrieben werden. Vielleicht haben Sie kein Recht, in ihren Ordner zu schreiben, oder die Festplatte lässt nur Lesen zu oder hat einen Fehler. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>“%1” cannot be read to its end. The disk or the network drive may be failing. Check it, copy the file to another disk, and try again.</source>
        <translation>„%1“ kann nicht bis zum Ende gelesen werden. Vielleicht hat die Festplatte oder das Netzlaufwerk einen Fehler. Prüfen Sie das, kopieren Sie die Datei auf eine andere Festplatte, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is too little room for the copy: it needs %1, and the disk of the folder “%2” has %3 left. Make room there, or choose a folder on another disk.</source>
        <translation>Für die Kopie ist zu wenig Platz: Sie braucht %1, und auf der Festplatte des Ordners „%2“ sind noch %3 frei. Schaffen Sie dort Platz, oder wählen Sie einen Ordner auf einer anderen Festplatte.</translation>
    </message>
    <message>
        <source>The room for the copy “%1” ran out while it was made, although it seemed enough: the disk is full now, or you have reached a limit set for you. The copy needs %2 in all. Make room and try again.</source>
        <translation>Der Platz für die Kopie „%1“ ging beim Schreiben aus, obwohl er zu reichen schien: Die Festplatte ist jetzt voll, oder Sie haben eine für Sie gesetzte Grenze erreicht. Die Kopie braucht insgesamt %2. Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>A table, column or index in this database has a name that is not readable text, so it cannot have that name in PostgreSQL. Rename it with the application or with a SQLite tool and try again.</source>
        <translation>Eine Tabelle, eine Spalte oder ein Index in dieser Datenbank hat einen Namen, der kein lesbarer Text ist, und kann deshalb in PostgreSQL nicht so heißen. Benennen Sie sie mit der Anwendung oder einem SQLite-Werkzeug um, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>A definition in this database holds bytes that are not readable text (perhaps from an old program with another encoding), so it cannot be kept as it is. Correct it with a SQLite tool and try again.</source>
        <translation>Eine Definition in dieser Datenbank enthält Bytes, die kein lesbarer Text sind (vielleicht von einem alten Programm mit anderer Kodierung), deshalb kann sie nicht so bleiben, wie sie ist. Berichtigen Sie sie mit einem SQLite-Werkzeug, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The definition of the table “%1” says something else than SQLite makes of it, and nothing is guessed here. It may have been changed by hand. Please report it with the text of the definition.</source>
        <translation>Die Definition der Tabelle „%1“ sagt etwas anderes, als SQLite daraus macht, und hier wird nichts geraten. Vielleicht wurde sie von Hand geändert. Bitte melden Sie es mit dem Text der Definition.</translation>
    </message>
    <message>
        <source>A definition in the database is not understood at line %1, column %2. It may come from a newer SQLite or have been changed by hand. Please report it with the text of the definition.</source>
        <translation>Eine Definition in der Datenbank wird bei Zeile %1, Spalte %2 nicht verstanden. Vielleicht stammt sie von einem neueren SQLite oder wurde von Hand geändert. Bitte melden Sie es mit dem Text der Definition.</translation>
    </message>
    <message>
        <source>The copy&apos;s SHA-256 could not be computed: OpenSSL refused. Usually a policy of this system forbids it. Look at OpenSSL&apos;s configuration.</source>
        <translation>Der SHA-256-Wert der Kopie konnte nicht berechnet werden: OpenSSL hat sich geweigert. Meist verbietet es eine Richtlinie dieses Systems. Sehen Sie sich die Einstellungen von OpenSSL an.</translation>
    </message>
</context>
<context>
    <name>ui</name>
    <message>
        <source>Fine</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Please read</source>
        <translation>Bitte lesen</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>Start the server on this computer</source>
        <translation>Server auf diesem Computer starten</translation>
    </message>
    <message>
        <source>Server on this computer is running</source>
        <translation>Server auf diesem Computer läuft</translation>
    </message>
    <message>
        <source>Find the server</source>
        <translation>Server finden</translation>
    </message>
    <message>
        <source>Server found</source>
        <translation>Server gefunden</translation>
    </message>
    <message>
        <source>PostgreSQL answers</source>
        <translation>PostgreSQL antwortet</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Database is there</source>
        <translation>Datenbank ist da</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Version is right</source>
        <translation>Version ist richtig</translation>
    </message>
    <message>
        <source>Text encoding</source>
        <translation>Textkodierung</translation>
    </message>
    <message>
        <source>Holds every character</source>
        <translation>Kann jedes Zeichen aufnehmen</translation>
    </message>
    <message>
        <source>May create a private area</source>
        <translation>Darf einen eigenen Bereich anlegen</translation>
    </message>
    <message>
        <source>Room for the move</source>
        <translation>Platz für den Umzug</translation>
    </message>
    <message>
        <source>Speed and clock</source>
        <translation>Geschwindigkeit und Uhr</translation>
    </message>
    <message>
        <source>Turned away on purpose</source>
        <translation>Ausdrücklich abgewiesen</translation>
    </message>
    <message>
        <source>These settings cannot be used</source>
        <translation>Diese Einstellungen sind nicht verwendbar</translation>
    </message>
    <message>
        <source>Certificate or key not usable</source>
        <translation>Zertifikat oder Schlüssel nicht verwendbar</translation>
    </message>
    <message>
        <source>Certificate cannot be checked</source>
        <translation>Zertifikat kann nicht geprüft werden</translation>
    </message>
    <message>
        <source>Certificate for another name</source>
        <translation>Zertifikat für einen anderen Namen</translation>
    </message>
    <message>
        <source>Certificate not trusted</source>
        <translation>Zertifikat nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>Your own certificate is needed</source>
        <translation>Ihr eigenes Zertifikat wird gebraucht</translation>
    </message>
    <message>
        <source>Nothing answers there</source>
        <translation>Dort antwortet nichts</translation>
    </message>
    <message>
        <source>Database is closed</source>
        <translation>Datenbank ist geschlossen</translation>
    </message>
    <message>
        <source>Name not known</source>
        <translation>Name nicht bekannt</translation>
    </message>
    <message>
        <source>No way to that computer</source>
        <translation>Kein Weg zu diesem Computer</translation>
    </message>
    <message>
        <source>Others can read the key</source>
        <translation>Andere können den Schlüssel lesen</translation>
    </message>
    <message>
        <source>PostgreSQL is not installed</source>
        <translation>PostgreSQL ist nicht installiert</translation>
    </message>
    <message>
        <source>No right to use the database</source>
        <translation>Kein Recht, die Datenbank zu benutzen</translation>
    </message>
    <message>
        <source>May not create a private area</source>
        <translation>Darf keinen eigenen Bereich anlegen</translation>
    </message>
    <message>
        <source>Database is not there yet</source>
        <translation>Datenbank ist noch nicht da</translation>
    </message>
    <message>
        <source>Not on the access list</source>
        <translation>Nicht auf der Zugangsliste</translation>
    </message>
    <message>
        <source>Another program answers</source>
        <translation>Ein anderes Programm antwortet</translation>
    </message>
    <message>
        <source>A password is needed</source>
        <translation>Ein Passwort wird gebraucht</translation>
    </message>
    <message>
        <source>Password refused</source>
        <translation>Passwort abgelehnt</translation>
    </message>
    <message>
        <source>Sign-in by system name refused</source>
        <translation>Anmeldung mit dem Systemnamen abgelehnt</translation>
    </message>
    <message>
        <source>This user may not sign in</source>
        <translation>Dieser Benutzer darf sich nicht anmelden</translation>
    </message>
    <message>
        <source>User not known</source>
        <translation>Benutzer nicht bekannt</translation>
    </message>
    <message>
        <source>Server is shutting down</source>
        <translation>Server wird gerade beendet</translation>
    </message>
    <message>
        <source>Server is still starting</source>
        <translation>Server startet noch</translation>
    </message>
    <message>
        <source>Server is too old</source>
        <translation>Server ist zu alt</translation>
    </message>
    <message>
        <source>Service not found</source>
        <translation>Dienst nicht gefunden</translation>
    </message>
    <message>
        <source>Server cannot encrypt</source>
        <translation>Server kann nicht verschlüsseln</translation>
    </message>
    <message>
        <source>Only encrypted connections</source>
        <translation>Nur verschlüsselte Verbindungen</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine Antwort in der Zeit</translation>
    </message>
    <message>
        <source>No free connection</source>
        <translation>Keine freie Verbindung</translation>
    </message>
    <message>
        <source>Cannot hold every character</source>
        <translation>Kann nicht jedes Zeichen aufnehmen</translation>
    </message>
    <message>
        <source>NOT encrypted</source>
        <translation>NICHT verschlüsselt</translation>
    </message>
    <message>
        <source>Stays on this computer</source>
        <translation>Bleibt auf diesem Computer</translation>
    </message>
    <message>
        <source>Encrypted: %1, certificate and name checked</source>
        <translation>Verschlüsselt: %1, Zertifikat und Name geprüft</translation>
    </message>
    <message>
        <source>Encrypted: %1, certificate checked</source>
        <translation>Verschlüsselt: %1, Zertifikat geprüft</translation>
    </message>
    <message>
        <source>Encrypted: %1, certificate not checked</source>
        <translation>Verschlüsselt: %1, Zertifikat nicht geprüft</translation>
    </message>
    <message>
        <source>Create the database</source>
        <translation>Datenbank anlegen</translation>
    </message>
    <message>
        <source>Take the right away from others</source>
        <translation>Anderen das Recht nehmen</translation>
    </message>
    <message>
        <source>Let this user sign in</source>
        <translation>Diesem Benutzer die Anmeldung erlauben</translation>
    </message>
    <message>
        <source>Give this user the right</source>
        <translation>Diesem Benutzer das Recht geben</translation>
    </message>
    <message>
        <source>Required, certificate and name checked</source>
        <translation>Verlangt, Zertifikat und Name geprüft</translation>
    </message>
    <message>
        <source>Nobody on the way can read along, or pretend to be your server.</source>
        <translation>Niemand unterwegs kann mitlesen oder sich als Ihr Server ausgeben.</translation>
    </message>
    <message>
        <source>Required, certificate checked</source>
        <translation>Verlangt, Zertifikat geprüft</translation>
    </message>
    <message>
        <source>Nobody on the way can read along. Any server with a certificate from the same authority is taken for yours.</source>
        <translation>Niemand unterwegs kann mitlesen. Jeder Server mit einem Zertifikat derselben Zertifizierungsstelle gilt als Ihrer.</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>What is sent is encrypted, but nobody checks that it really goes to your server.</source>
        <translation>Was gesendet wird, ist verschlüsselt, aber niemand prüft, ob es wirklich zu Ihrem Server geht.</translation>
    </message>
    <message>
        <source>If the server can</source>
        <translation>Wenn der Server es kann</translation>
    </message>
    <message>
        <source>Falls back to clear text without a word, so it protects nothing. Good enough for a server on this computer.</source>
        <translation>Wechselt ohne ein Wort zu Klartext und schützt deshalb nicht. Gut genug für einen Server auf diesem Computer.</translation>
    </message>
    <message>
        <source>Only if the server insists</source>
        <translation>Nur wenn der Server darauf besteht</translation>
    </message>
    <message>
        <source>Sends in clear text unless the server refuses that. Others on the network can read along.</source>
        <translation>Sendet im Klartext, außer wenn der Server das ablehnt. Andere im Netz können mitlesen.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Everything is sent in clear text. Only right for a server on this computer.</source>
        <translation>Alles wird im Klartext gesendet. Nur für einen Server auf diesem Computer richtig.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “%1” name a row of “%2” that is not there</source>
        <translation>
            <numerusform>%n Zeile von „%1“ nennt eine Zeile von „%2“, die es nicht gibt</numerusform>
            <numerusform>%n Zeilen von „%1“ nennen Zeilen von „%2“, die es nicht gibt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) name another row that is not there</source>
        <translation>
            <numerusform>%n Zeile nennt eine andere Zeile, die es nicht gibt</numerusform>
            <numerusform>%n Zeilen nennen andere Zeilen, die es nicht gibt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) in “%2” of “%1” hold characters that PostgreSQL cannot keep in text</source>
        <translation>
            <numerusform>%n Text in „%2“ von „%1“ enthält Zeichen, die PostgreSQL in Text nicht aufnehmen kann</numerusform>
            <numerusform>%n Texte in „%2“ von „%1“ enthalten Zeichen, die PostgreSQL in Text nicht aufnehmen kann</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) hold characters that PostgreSQL cannot keep in text</source>
        <translation>
            <numerusform>%n Text enthält Zeichen, die PostgreSQL in Text nicht aufnehmen kann</numerusform>
            <numerusform>%n Texte enthalten Zeichen, die PostgreSQL in Text nicht aufnehmen kann</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) in “%2” of “%1” are of another kind than the rest</source>
        <translation>
            <numerusform>%n Wert in „%2“ von „%1“ ist von anderer Art als die übrigen</numerusform>
            <numerusform>%n Werte in „%2“ von „%1“ sind von anderer Art als die übrigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are of another kind than the rest of their column</source>
        <translation>
            <numerusform>%n Wert ist von anderer Art als die übrigen seiner Spalte</numerusform>
            <numerusform>%n Werte sind von anderer Art als die übrigen ihrer Spalte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) in “%2” of “%1” are raw bytes among text</source>
        <translation>
            <numerusform>%n Wert in „%2“ von „%1“ besteht aus rohen Bytes zwischen Texten</numerusform>
            <numerusform>%n Werte in „%2“ von „%1“ bestehen aus rohen Bytes zwischen Texten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are raw bytes among text</source>
        <translation>
            <numerusform>%n Wert besteht aus rohen Bytes zwischen Texten</numerusform>
            <numerusform>%n Werte bestehen aus rohen Bytes zwischen Texten</numerusform>
        </translation>
    </message>
    <message>
        <source>some times in “%2” of “%1” name a time zone, others do not</source>
        <translation>einige Zeitangaben in „%2“ von „%1“ nennen eine Zeitzone, andere nicht</translation>
    </message>
    <message>
        <source>some times name a time zone, others in the same column do not</source>
        <translation>einige Zeitangaben nennen eine Zeitzone, andere in derselben Spalte nicht</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s)</source>
        <translation>
            <numerusform>%n Creator</numerusform>
            <numerusform>%n Creators</numerusform>
        </translation>
    </message>
    <message>
        <source>They were like that in SQLite. Nothing is thrown away, whichever you choose.</source>
        <translation>Das war schon in SQLite so. Nichts geht verloren, egal was Sie wählen.</translation>
    </message>
    <message>
        <source>Nothing is thrown away, whichever you choose. The answer holds for all such texts.</source>
        <translation>Nichts geht verloren, egal was Sie wählen. Die Antwort gilt für alle solchen Texte.</translation>
    </message>
    <message>
        <source>The column is meant for %1. Nothing is thrown away, whichever you choose.</source>
        <translation>Die Spalte ist vorgesehen für: %1. Nichts geht verloren, egal was Sie wählen.</translation>
    </message>
    <message>
        <source>Without a zone nobody can say which time came first. You may know what was meant.</source>
        <translation>Ohne Zeitzone kann niemand sagen, welche Zeit früher war. Vielleicht wissen Sie, was gemeint war.</translation>
    </message>
    <message>
        <source>Nothing is thrown away, whichever you choose.</source>
        <translation>Nichts geht verloren, egal was Sie wählen.</translation>
    </message>
    <message>
        <source>Keep them as they are</source>
        <translation>So lassen, wie sie sind</translation>
    </message>
    <message>
        <source>Set them aside in the attic</source>
        <translation>Im Archiv beiseitelegen</translation>
    </message>
    <message>
        <source>Keep the readable part, and the original in the attic</source>
        <translation>Den lesbaren Teil behalten, das Original ins Archiv</translation>
    </message>
    <message>
        <source>Leave the cell empty, and keep the original in the attic</source>
        <translation>Die Zelle leer lassen, das Original ins Archiv</translation>
    </message>
    <message>
        <source>Keep the whole column as raw bytes</source>
        <translation>Die ganze Spalte als rohe Bytes behalten</translation>
    </message>
    <message>
        <source>Empty the cell, keep the value in the attic</source>
        <translation>Die Zelle leeren, den Wert ins Archiv</translation>
    </message>
    <message>
        <source>Keep the whole column as text</source>
        <translation>Die ganze Spalte als Text behalten</translation>
    </message>
    <message>
        <source>Make text of what can be read, keep the rest in the attic</source>
        <translation>Was lesbar ist, zu Text machen, den Rest ins Archiv</translation>
    </message>
    <message>
        <source>Keep them as text, just as they are written</source>
        <translation>Als Text behalten, genau wie sie geschrieben sind</translation>
    </message>
    <message>
        <source>The others mean UTC: make them real times</source>
        <translation>Die anderen meinen UTC: zu echten Zeitangaben machen</translation>
    </message>
    <message>
        <source>You chose: %1.</source>
        <translation>Sie haben gewählt: %1.</translation>
    </message>
    <message>
        <source>It is not moved: %1</source>
        <translation>Wird nicht übertragen: %1</translation>
    </message>
    <message>
        <source>Private area: schema %1</source>
        <translation>Eigener Bereich: Schema %1</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Columns and their types</source>
        <translation>Spalten und ihre Typen</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>%1 could not be written. Perhaps the disk is full, or the folder is not yours to write in. Choose another folder.</source>
        <translation>%1 konnte nicht geschrieben werden. Vielleicht ist die Festplatte voll, oder Sie dürfen in diesen Ordner nicht schreiben. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Require encryption</source>
        <translation>Verschlüsselung verlangen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keiner</translation>
    </message>
    <message>
        <source>It is made when it is first started. Nothing needs to be set up.</source>
        <translation>Er wird angelegt, wenn er zum ersten Mal gestartet wird. Es muss nichts eingerichtet werden.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>PostgreSQL %1, since %2</source>
        <translation>PostgreSQL %1, seit %2</translation>
    </message>
    <message>
        <source>PostgreSQL %1</source>
        <translation>PostgreSQL %1</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>Noch einmal nach&amp;sehen</translation>
    </message>
    <message>
        <source>Another version is installed</source>
        <translation>Eine andere Version ist installiert</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>Nicht verwendbar</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet&#xa0;…</translation>
    </message>
    <message>
        <source>The first time takes a few seconds longer.</source>
        <translation>Beim ersten Mal dauert es einige Sekunden länger.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird beendet&#xa0;…</translation>
    </message>
    <message>
        <source>Everything in it is written to the disk.</source>
        <translation>Alles, was er enthält, wird auf die Festplatte geschrieben.</translation>
    </message>
    <message>
        <source>Restarting…</source>
        <translation>Wird neu gestartet&#xa0;…</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>Das dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt&#xa0;…</translation>
    </message>
    <message>
        <source>If a backup is wanted, it is saved first.</source>
        <translation>Wenn eine Sicherung gewünscht ist, wird sie zuerst gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>about %n row(s)</source>
        <translation>
            <numerusform>etwa %n Zeile</numerusform>
            <numerusform>etwa %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Table in parts</source>
        <translation>Tabelle in Teilen</translation>
    </message>
    <message>
        <source>Table of another server</source>
        <translation>Tabelle eines anderen Servers</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Sicht</translation>
    </message>
    <message>
        <source>View that is kept</source>
        <translation>Gespeicherte Sicht</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Prozedur</translation>
    </message>
    <message>
        <source>Aggregate</source>
        <translation>Aggregat</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>Schema %1</translation>
    </message>
    <message>
        <source>You have no right to look into it.</source>
        <translation>Sie haben nicht das Recht, hineinzusehen.</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>moved %1</source>
        <translation>übertragen %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
    <message>
        <source>by the move %1</source>
        <translation>durch den Umzug %1</translation>
    </message>
    <message>
        <source>Can only be read</source>
        <translation>Kann nur gelesen werden</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>foreign key %1</source>
        <translation>Fremdschlüssel %1</translation>
    </message>
    <message>
        <source>Rows from before it was made may break it.</source>
        <translation>Zeilen aus der Zeit davor können ihn verletzen.</translation>
    </message>
    <message>
        <source>in another schema</source>
        <translation>in einem anderen Schema</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more link(s)</source>
        <translation>
            <numerusform>und %Ln weitere Verknüpfung</numerusform>
            <numerusform>und %Ln weitere Verknüpfungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln row(s)</source>
        <translation>
            <numerusform>etwa %Ln Zeile</numerusform>
            <numerusform>etwa %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln table(s)</source>
        <translation>
            <numerusform>%Ln Tabelle</numerusform>
            <numerusform>%Ln Tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s)</source>
        <translation>
            <numerusform>%Ln Verknüpfung</numerusform>
            <numerusform>%Ln Verknüpfungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2.</source>
        <translation>%1, %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more column(s)</source>
        <translation>
            <numerusform>%Ln weitere Spalte</numerusform>
            <numerusform>%Ln weitere Spalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, about %Ln row(s)</source>
        <translation>
            <numerusform>%1, etwa %Ln Zeile</numerusform>
            <numerusform>%1, etwa %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected row(s)</source>
        <translation>
            <numerusform>Die %Ln ausgewählte Zeile</numerusform>
            <numerusform>Die %Ln ausgewählten Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln column(s) of them</source>
        <translation>
            <numerusform>%1, davon %Ln Spalte</numerusform>
            <numerusform>%1, davon %Ln Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>What the filters leave</source>
        <translation>Was die Filter übrig lassen</translation>
    </message>
    <message>
        <source>Everything in %1</source>
        <translation>Alles aus %1</translation>
    </message>
    <message>
        <source>All tables of %1</source>
        <translation>Alle Tabellen von %1</translation>
    </message>
</context>
<context>
    <name>ui::BrowsePage</name>
    <message>
        <source>Filter names</source>
        <translation>Namen filtern</translation>
    </message>
    <message>
        <source>Databases and what is in them</source>
        <translation>Datenbanken und was in ihnen ist</translation>
    </message>
    <message>
        <source>Ways to look at it</source>
        <translation>Ansichten davon</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>Schema %1</translation>
    </message>
    <message>
        <source>schema %1, %2</source>
        <translation>Schema %1, %2</translation>
    </message>
    <message>
        <source>Choose a creator and a table on the left.</source>
        <translation>Wählen Sie links einen Creator und eine Tabelle.</translation>
    </message>
    <message>
        <source>Choose a table on the left.</source>
        <translation>Wählen Sie links eine Tabelle.</translation>
    </message>
    <message>
        <source>&amp;Connect again</source>
        <translation>Erneut &amp;verbinden</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>C&amp;onnection…</source>
        <translation>Ver&amp;bindung&#xa0;…</translation>
    </message>
    <message>
        <source>Another &amp;server…</source>
        <translation>Anderer &amp;Server&#xa0;…</translation>
    </message>
    <message>
        <source>There is no database to look into yet. Move your data first, or choose “Another server…” below the list.</source>
        <translation>Es gibt noch keine Datenbank zum Ansehen. Übertragen Sie zuerst Ihre Daten, oder wählen Sie „Anderer Server&#xa0;…“ unter der Liste.</translation>
    </message>
</context>
<context>
    <name>ui::ColumnModel</name>
    <message>
        <source>SQLite file</source>
        <translation>SQLite-Datei</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>Schema %1</translation>
    </message>
    <message>
        <source>table %1</source>
        <translation>Tabelle %1</translation>
    </message>
    <message>
        <source>Creator, table, column</source>
        <translation>Creator, Tabelle, Spalte</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>In SQLite</source>
        <translation>In SQLite</translation>
    </message>
    <message>
        <source>In PostgreSQL</source>
        <translation>In PostgreSQL</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionDialog</name>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Connection to %1</source>
        <translation>Verbindung zu %1</translation>
    </message>
    <message>
        <source>Another server</source>
        <translation>Anderer Server</translation>
    </message>
    <message>
        <source>How is it reached?</source>
        <translation>Wie ist er zu erreichen?</translation>
    </message>
    <message>
        <source>Which server do you want to look into?</source>
        <translation>Welchen Server möchten Sie ansehen?</translation>
    </message>
    <message>
        <source>Cutover only looks there; nothing is changed. It remembers the server, but a password only in this computer&apos;s keychain, and only if you wish.</source>
        <translation>Cutover sieht dort nur nach; nichts wird verändert. Der Server wird vermerkt, ein Passwort aber nur im Schlüsselbund dieses Computers, und nur, wenn Sie es wünschen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Testing. It goes on by itself when all is well.</source>
        <translation>Der Test läuft. Es geht von selbst weiter, wenn alles in Ordnung ist.</translation>
    </message>
</context>
<context>
    <name>ui::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>ui::DataPage</name>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Add &amp;file…</source>
        <translation>&amp;Datei hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>or drop them on this window</source>
        <translation>oder ziehen Sie sie auf dieses Fenster</translation>
    </message>
    <message>
        <source>What should move to PostgreSQL?</source>
        <translation>Was soll nach PostgreSQL übertragen werden?</translation>
    </message>
    <message>
        <source>Nothing is changed until you say so, and your files are only read.</source>
        <translation>Es ändert sich nichts, bevor Sie es sagen, und Ihre Dateien werden nur gelesen.</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Ihre Daten</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>Tick what shall be moved.</source>
        <translation>Haken Sie an, was übertragen werden soll.</translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s) chosen · %1 · %2 rows</source>
        <translation>
            <numerusform>%n Creator ausgewählt · %1 · %2 Zeilen</numerusform>
            <numerusform>%n Creators ausgewählt · %1 · %2 Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add the folder of your application, or one of its database files: they often end in .sqlite3 or .db.</source>
        <translation>Fügen Sie den Ordner Ihrer Anwendung hinzu oder eine ihrer Datenbankdateien: Sie enden oft auf .sqlite3 oder .db.</translation>
    </message>
    <message>
        <source>Which files shall be moved?</source>
        <translation>Welche Dateien sollen übertragen werden?</translation>
    </message>
    <message>
        <source>Which folder holds your data?</source>
        <translation>In welchem Ordner liegen Ihre Daten?</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>Nothing that could be moved was found in %1.</source>
        <translation>In %1 wurde nichts gefunden, was umziehen könnte.</translation>
    </message>
    <message>
        <source>&amp;Take off the list</source>
        <translation>Von der &amp;Liste nehmen</translation>
    </message>
    <message>
        <source>&amp;Take its folder off the list</source>
        <translation>Seinen Ordner von der &amp;Liste nehmen</translation>
    </message>
    <message>
        <source>Only the list gets shorter; nothing is deleted.</source>
        <translation>Nur die Liste wird kürzer; gelöscht wird nichts.</translation>
    </message>
</context>
<context>
    <name>ui::Database</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
</context>
<context>
    <name>ui::DonePage</name>
    <message>
        <source>&amp;Roll back…</source>
        <translation>&amp;Rückgängig machen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>Bericht &amp;speichern&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Change a choice</source>
        <translation>&amp;Vorgabe ändern</translation>
    </message>
    <message>
        <source>&amp;Put aside what is there</source>
        <translation>Vorhandenes &amp;beiseitelegen</translation>
    </message>
    <message>
        <source>What the move came to</source>
        <translation>Was der Umzug ergeben hat</translation>
    </message>
    <message>
        <source>The report was written to %1.</source>
        <translation>Der Bericht wurde in %1 geschrieben.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Retry %1</source>
        <translation>%1 noch einmal übertragen</translation>
    </message>
    <message numerus="yes">
        <source>Retry %n creator(s)</source>
        <translation>
            <numerusform>%n Creator noch einmal übertragen</numerusform>
            <numerusform>%n Creators noch einmal übertragen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Look at the data</source>
        <translation>&amp;Daten ansehen</translation>
    </message>
</context>
<context>
    <name>ui::ExamplesDialog</name>
    <message>
        <source>%1, table %2</source>
        <translation>%1, Tabelle %2</translation>
    </message>
    <message>
        <source>%1, %2 in table %3</source>
        <translation>%1, %2 in Tabelle %3</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation>Alle &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>All examples</source>
        <translation>Alle Beispiele</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Looking through a copy of the file. Nothing is changed.</source>
        <translation>Eine Kopie der Datei wird durchsucht. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>The first %Ln row(s). There are more.</source>
        <translation>
            <numerusform>Die erste %Ln Zeile. Es gibt mehr.</numerusform>
            <numerusform>Die ersten %Ln Zeilen. Es gibt mehr.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s), all of them.</source>
        <translation>
            <numerusform>%Ln Zeile, das ist alles.</numerusform>
            <numerusform>%Ln Zeilen, das sind alle.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ExportDialog</name>
    <message>
        <source>The first &amp;line has the names of the columns</source>
        <translation>Die erste &amp;Zeile enthält die Namen der Spalten</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Show the &amp;folder</source>
        <translation>&amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>How far the export is</source>
        <translation>Wie weit der Export ist</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>CSV: a table for spreadsheets and most other programs</source>
        <translation>CSV: eine Tabelle für Tabellenkalkulationen und die meisten anderen Programme</translation>
    </message>
    <message>
        <source>JSON Lines: an object for each row, for programs</source>
        <translation>JSON Lines: ein Objekt für jede Zeile, für Programme</translation>
    </message>
    <message>
        <source>SQL: commands that make the same tables in another PostgreSQL</source>
        <translation>SQL: Befehle, die in einem anderen PostgreSQL die gleichen Tabellen anlegen</translation>
    </message>
    <message>
        <source>SQLite: one database file that needs no server</source>
        <translation>SQLite: eine Datenbankdatei, die keinen Server braucht</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>What stands between two columns</source>
        <translation>Was zwischen zwei Spalten steht</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Only whole tables can be written as SQL.</source>
        <translation>Nur ganze Tabellen können als SQL geschrieben werden.</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation>Er&amp;setzen</translation>
    </message>
    <message>
        <source>There is already a file of this name. It can be replaced, or choose another name.</source>
        <translation>Eine Datei mit diesem Namen gibt es schon. Sie kann ersetzt werden, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>%1 rows, %2 written</source>
        <translation>%1 Zeilen, %2 geschrieben</translation>
    </message>
    <message>
        <source>Table %1 of %2, %3: %4</source>
        <translation>Tabelle %1 von %2, %3: %4</translation>
    </message>
    <message>
        <source>Stopped. Nothing of it was left behind.</source>
        <translation>Angehalten. Nichts davon ist zurückgeblieben.</translation>
    </message>
    <message>
        <source>Everything was written: %1 in %2.</source>
        <translation>Alles wurde geschrieben: %1 in %2.</translation>
    </message>
    <message>
        <source>Everything was written: %1 rows, %2 in %3.</source>
        <translation>Alles wurde geschrieben: %1 Zeilen, %2 in %3.</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>Es geht los&#xa0;…</translation>
    </message>
    <message>
        <source>The export goes on. Stop it first to close this, or use the window behind it meanwhile.</source>
        <translation>Der Export läuft weiter. Halten Sie ihn an, bevor Sie dies schließen, oder benutzen Sie inzwischen das Fenster dahinter.</translation>
    </message>
</context>
<context>
    <name>ui::Exporter</name>
    <message>
        <source>Data is being exported.</source>
        <translation>Daten werden exportiert.</translation>
    </message>
</context>
<context>
    <name>ui::FactsView</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Largest tables</source>
        <translation>Größte Tabellen</translation>
    </message>
    <message>
        <source>Rows and upkeep of the tables</source>
        <translation>Zeilen und Pflege der Tabellen</translation>
    </message>
    <message>
        <source>Extensions of the database</source>
        <translation>Erweiterungen der Datenbank</translation>
    </message>
    <message>
        <source>Rows and upkeep</source>
        <translation>Zeilen und Pflege</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>%1, of which indexes take up %2</source>
        <translation>%1, davon Indizes %2</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indizes</translation>
    </message>
    <message>
        <source>Rows, about</source>
        <translation>Zeilen, etwa</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Überholt</translation>
    </message>
    <message>
        <source>Cleared away</source>
        <translation>Weggeräumt</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Wozu sie dient</translation>
    </message>
</context>
<context>
    <name>ui::FileField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose the file: %1</source>
        <translation>Datei wählen: %1</translation>
    </message>
</context>
<context>
    <name>ui::FilterBar</name>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>is from</source>
        <translation>ist ab</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is up to</source>
        <translation>ist bis</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is between</source>
        <translation>liegt zwischen</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>ist nicht leer</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 %2 and %3</source>
        <translation>%1 %2 und %3</translation>
    </message>
    <message>
        <source>Add a &amp;filter</source>
        <translation>&amp;Filter hinzufügen</translation>
    </message>
    <message>
        <source>Column of the filter</source>
        <translation>Spalte des Filters</translation>
    </message>
    <message>
        <source>What the filter asks</source>
        <translation>Was der Filter verlangt</translation>
    </message>
    <message>
        <source>Value of the filter</source>
        <translation>Wert des Filters</translation>
    </message>
    <message>
        <source>Last value of the filter</source>
        <translation>Letzter Wert des Filters</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>one, two, three</source>
        <translation>eins, zwei, drei</translation>
    </message>
    <message>
        <source>Take this filter off: %1</source>
        <translation>Diesen Filter wegnehmen: %1</translation>
    </message>
</context>
<context>
    <name>ui::HistoryModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ui::HistoryPage</name>
    <message>
        <source>Nothing was moved yet.</source>
        <translation>Es wurde noch nichts übertragen.</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Moves so far</source>
        <translation>Bisherige Umzüge</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Every move, what it proved, and the way back.</source>
        <translation>Jeder Umzug, was er bewiesen hat, und der Weg zurück.</translation>
    </message>
    <message>
        <source>The report was written to %1.</source>
        <translation>Der Bericht wurde in %1 geschrieben.</translation>
    </message>
    <message>
        <source>What to roll back</source>
        <translation>Was rückgängig gemacht wird</translation>
    </message>
    <message>
        <source>&amp;Roll back…</source>
        <translation>&amp;Rückgängig machen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>Bericht &amp;speichern&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>&amp;Vergessen&#xa0;…</translation>
    </message>
    <message>
        <source>Delete the copies</source>
        <translation>Kopien löschen</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Kopien behalten</translation>
    </message>
    <message>
        <source>Forget this move?</source>
        <translation>Diesen Umzug vergessen?</translation>
    </message>
    <message>
        <source>What it keeps on this computer is deleted: the copies of your files as they were, its report and its journal. Your files stay, and what is in PostgreSQL stays.</source>
        <translation>Was er auf diesem Computer aufbewahrt, wird gelöscht: die Kopien Ihrer Dateien, wie sie waren, sein Bericht und sein Protokoll. Ihre Dateien bleiben, und was in PostgreSQL ist, bleibt auch.</translation>
    </message>
    <message>
        <source>The chosen move</source>
        <translation>Der gewählte Umzug</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>The whole move</source>
        <translation>Der ganze Umzug</translation>
    </message>
    <message>
        <source>The copies of that move are deleted.</source>
        <translation>Die Kopien dieses Umzugs sind gelöscht.</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Goes on where it broke off, from the safety copies; what had arrived stays.</source>
        <translation>Macht von den Sicherheitskopien aus dort weiter, wo er abgebrochen ist; was angekommen war, bleibt.</translation>
    </message>
</context>
<context>
    <name>ui::HomeModel</name>
    <message>
        <source>SQLite file</source>
        <translation>SQLite-Datei</translation>
    </message>
    <message>
        <source>PostgreSQL</source>
        <translation>PostgreSQL</translation>
    </message>
    <message>
        <source>PostgreSQL, but the file changed since</source>
        <translation>PostgreSQL, aber die Datei hat sich seitdem geändert</translation>
    </message>
    <message>
        <source>SQLite file, with a name that is taken</source>
        <translation>SQLite-Datei, deren Name schon vergeben ist</translation>
    </message>
    <message>
        <source>A file that cannot be moved</source>
        <translation>Eine Datei, die nicht übertragen werden kann</translation>
    </message>
    <message>
        <source>Lives in</source>
        <translation>Liegt in</translation>
    </message>
</context>
<context>
    <name>ui::HomePage</name>
    <message>
        <source>Found on this computer</source>
        <translation>Auf diesem Computer gefunden</translation>
    </message>
    <message>
        <source>Welcome.</source>
        <translation>Willkommen.</translation>
    </message>
    <message>
        <source>Here is where your data lives today, and what you can do with it.</source>
        <translation>Hier sehen Sie, wo Ihre Daten heute liegen und was Sie damit tun können.</translation>
    </message>
    <message>
        <source>Choose your data</source>
        <translation>Ihre Daten wählen</translation>
    </message>
    <message>
        <source>Move to PostgreSQL</source>
        <translation>Nach PostgreSQL übertragen</translation>
    </message>
    <message>
        <source>Looking at your files…</source>
        <translation>Ihre Dateien werden angesehen&#xa0;…</translation>
    </message>
    <message>
        <source>This takes a moment. Nothing is changed.</source>
        <translation>Das dauert einen Augenblick. Es wird nichts geändert.</translation>
    </message>
    <message>
        <source>No data was named yet</source>
        <translation>Es wurden noch keine Daten genannt</translation>
    </message>
    <message>
        <source>Choose the folder of your application, or drop it on this window. Files are only read.</source>
        <translation>Wählen Sie den Ordner Ihrer Anwendung, oder ziehen Sie ihn auf dieses Fenster. Dateien werden nur gelesen.</translation>
    </message>
    <message>
        <source>Nothing is left to move</source>
        <translation>Es gibt nichts mehr zu übertragen</translation>
    </message>
    <message>
        <source>Everything that was found is in PostgreSQL.</source>
        <translation>Alles, was gefunden wurde, ist in PostgreSQL.</translation>
    </message>
    <message>
        <source>Move something else</source>
        <translation>Etwas anderes übertragen</translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s) still in SQLite files (%1)</source>
        <translation>
            <numerusform>%n Creator noch in SQLite-Dateien (%1)</numerusform>
            <numerusform>%n Creators noch in SQLite-Dateien (%1)</numerusform>
        </translation>
    </message>
    <message>
        <source>Your files are only read, never changed, and every move can be rolled back.</source>
        <translation>Ihre Dateien werden nur gelesen, nie geändert, und jeder Umzug lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show the server on this computer</source>
        <translation>Den Server auf diesem Computer anzeigen</translation>
    </message>
    <message>
        <source>Server on this computer</source>
        <translation>Server auf diesem Computer</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>None yet. It is made when you need it, and is only for you.</source>
        <translation>Noch keiner. Er wird angelegt, wenn Sie ihn brauchen, und ist nur für Sie.</translation>
    </message>
    <message>
        <source>Stopped. It is started when you need it.</source>
        <translation>Beendet. Er wird gestartet, wenn Sie ihn brauchen.</translation>
    </message>
    <message>
        <source>Running. Only you can reach it.</source>
        <translation>Läuft. Nur Sie können ihn erreichen.</translation>
    </message>
    <message>
        <source>Data in PostgreSQL</source>
        <translation>Daten in PostgreSQL</translation>
    </message>
    <message>
        <source>Look at every table, and change nothing.</source>
        <translation>Sehen Sie sich jede Tabelle an, ohne etwas zu ändern.</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Look at the data in PostgreSQL</source>
        <translation>Die Daten in PostgreSQL ansehen</translation>
    </message>
    <message numerus="yes">
        <source>in %n place(s)</source>
        <translation>
            <numerusform>an %n Ort</numerusform>
            <numerusform>an %n Orten</numerusform>
        </translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>Look &amp;again</source>
        <translation>&amp;Erneut suchen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Show the last move in the history</source>
        <translation>Den letzten Umzug im Verlauf zeigen</translation>
    </message>
    <message>
        <source>Last move</source>
        <translation>Letzter Umzug</translation>
    </message>
    <message>
        <source>None yet. Its result and the way back will be here.</source>
        <translation>Noch keiner. Sein Ergebnis und der Weg zurück stehen dann hier.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nichts wurde gefunden</translation>
    </message>
    <message>
        <source>Your data could not be read</source>
        <translation>Ihre Daten konnten nicht gelesen werden</translation>
    </message>
</context>
<context>
    <name>ui::InterruptedCard</name>
    <message>
        <source>&amp;Name the server</source>
        <translation>Server &amp;angeben</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>&amp;Roll back…</source>
        <translation>&amp;Rückgängig machen&#xa0;…</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>A move was interrupted</source>
        <translation>Ein Umzug wurde unterbrochen</translation>
    </message>
    <message numerus="yes">
        <source>The move of %1 (%n creator(s)) ended before it was done: usually the computer or the program was shut down. Your SQLite files are untouched. What had arrived is whole, and what was on its way shows nowhere. Resuming goes on where it broke off, from the safety copies.</source>
        <translation>
            <numerusform>Der Umzug von %1 (%n Creator) endete, bevor er fertig war: Meist wurde der Computer oder das Programm beendet. Ihre SQLite-Dateien sind unberührt. Was angekommen war, ist vollständig, und was unterwegs war, ist nirgends zu sehen. Das Fortsetzen macht von den Sicherheitskopien aus dort weiter, wo er abgebrochen ist.</numerusform>
            <numerusform>Der Umzug von %1 (%n Creators) endete, bevor er fertig war: Meist wurde der Computer oder das Programm beendet. Ihre SQLite-Dateien sind unberührt. Was angekommen war, ist vollständig, und was unterwegs war, ist nirgends zu sehen. Das Fortsetzen macht von den Sicherheitskopien aus dort weiter, wo er abgebrochen ist.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Keychain</name>
    <message>
        <source>The keychain did not take the password, so it is kept only until you close the window. Usually the keychain is locked: unlock it, and test again.</source>
        <translation>Der Schlüsselbund hat das Passwort nicht angenommen, deshalb wird es nur behalten, bis Sie das Fenster schließen. Meist ist der Schlüsselbund gesperrt: Entsperren Sie ihn, und testen Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>ui::MendPanel</name>
    <message>
        <source>With an administrator&apos;s sign-in</source>
        <translation>Mit der Anmeldung eines Administrators</translation>
    </message>
    <message>
        <source>&amp;Administrator</source>
        <translation>&amp;Administrator</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>The administrator&apos;s password</source>
        <translation>Das Passwort des Administrators</translation>
    </message>
    <message>
        <source>Used for this once, and then forgotten.</source>
        <translation>Wird nur dieses eine Mal verwendet und dann vergessen.</translation>
    </message>
</context>
<context>
    <name>ui::Mover</name>
    <message>
        <source>Data is being moved to PostgreSQL.</source>
        <translation>Daten werden nach PostgreSQL übertragen.</translation>
    </message>
</context>
<context>
    <name>ui::NoteCard</name>
    <message>
        <source>Examples: %1</source>
        <translation>Beispiele: %1</translation>
    </message>
    <message>
        <source>%1 (recommended)</source>
        <translation>%1 (empfohlen)</translation>
    </message>
</context>
<context>
    <name>ui::PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>Passwort anzeigen</translation>
    </message>
</context>
<context>
    <name>ui::PictureSaver</name>
    <message>
        <source>Where shall the picture be kept?</source>
        <translation>Wo soll das Bild gespeichert werden?</translation>
    </message>
    <message>
        <source>%1 picture (*.%2)</source>
        <translation>%1-Bild (*.%2)</translation>
    </message>
</context>
<context>
    <name>ui::PictureView</name>
    <message>
        <source>&amp;Save picture</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;All columns</source>
        <translation>&amp;Alle Spalten</translation>
    </message>
    <message>
        <source>&amp;Only around the chosen table</source>
        <translation>&amp;Nur um die gewählte Tabelle herum</translation>
    </message>
    <message>
        <source>&amp;List of the tables</source>
        <translation>&amp;Liste der Tabellen</translation>
    </message>
    <message>
        <source>Command that installs it</source>
        <translation>Befehl zum Installieren</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>&amp;Draw all of them</source>
        <translation>Alle &amp;zeichnen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>Picture of the tables</source>
        <translation>Bild der Tabellen</translation>
    </message>
    <message>
        <source>Find a table</source>
        <translation>Tabelle suchen</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>&amp;SVG, sharp at any size …</source>
        <translation>&amp;SVG, in jeder Größe scharf …</translation>
    </message>
    <message>
        <source>P&amp;NG, for any program …</source>
        <translation>P&amp;NG, für jedes Programm …</translation>
    </message>
    <message>
        <source>&amp;PDF, for printing …</source>
        <translation>&amp;PDF, zum Drucken …</translation>
    </message>
    <message>
        <source>Tables and what they are linked with</source>
        <translation>Tabellen und womit sie verknüpft sind</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>Kleiner (−)</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>Größer (+)</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Das ganze Bild</translation>
    </message>
    <message>
        <source>The whole picture (0)</source>
        <translation>Das ganze Bild (0)</translation>
    </message>
    <message>
        <source>At 100 % (1)</source>
        <translation>Auf 100 % (1)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Size: %1 %</source>
        <translation>Größe: %1 %</translation>
    </message>
    <message>
        <source>The picture was saved: %1</source>
        <translation>Das Bild wurde gespeichert: %1</translation>
    </message>
    <message>
        <source>It is so large that it was made smaller; SVG and PDF keep every detail.</source>
        <translation>Es ist so groß, dass es verkleinert wurde; SVG und PDF behalten jede Einzelheit.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>There are no tables here. Views, sequences and functions are not drawn.</source>
        <translation>Hier gibt es keine Tabellen. Sichten, Sequenzen und Funktionen werden nicht gezeichnet.</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln table(s) here, more than one picture can show well. Choose one in the list: then it is drawn with the tables that it is linked with.</source>
        <translation>
            <numerusform>Hier gibt es %Ln Tabelle, mehr als ein Bild gut zeigen kann. Wählen Sie eine in der Liste: Dann wird sie mit den Tabellen gezeichnet, mit denen sie verknüpft ist.</numerusform>
            <numerusform>Hier gibt es %Ln Tabellen, mehr als ein Bild gut zeigen kann. Wählen Sie eine in der Liste: Dann wird sie mit den Tabellen gezeichnet, mit denen sie verknüpft ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped before the picture was ready.</source>
        <translation>Abgebrochen, bevor das Bild fertig war.</translation>
    </message>
    <message numerus="yes">
        <source>Arranging %Ln table(s) …</source>
        <translation>
            <numerusform>%Ln Tabelle wird angeordnet …</numerusform>
            <numerusform>%Ln Tabellen werden angeordnet …</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Es wird gelesen …</translation>
    </message>
    <message>
        <source>No table has “%1” in its name.</source>
        <translation>Keine Tabelle hat „%1“ im Namen.</translation>
    </message>
    <message>
        <source>%1 of %2 found. Return goes to the next.</source>
        <translation>%1 von %2 gefunden. Die Eingabetaste führt zur nächsten.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more table(s) of other schemas refer to these.</source>
        <translation>
            <numerusform>%Ln weitere Tabelle anderer Schemas verweist auf diese.</numerusform>
            <numerusform>%Ln weitere Tabellen anderer Schemas verweisen auf diese.</numerusform>
        </translation>
    </message>
    <message>
        <source>An arrow leads from a column to the row that it names.</source>
        <translation>Ein Pfeil führt von einer Spalte zu der Zeile, die sie nennt.</translation>
    </message>
    <message>
        <source>Show its &amp;rows</source>
        <translation>Ihre &amp;Zeilen zeigen</translation>
    </message>
    <message>
        <source>Show its &amp;structure</source>
        <translation>Ihren &amp;Aufbau zeigen</translation>
    </message>
    <message>
        <source>&amp;Only around this table</source>
        <translation>&amp;Nur um diese Tabelle herum</translation>
    </message>
    <message numerus="yes">
        <source>Only one table and what it is linked with; there is/are %Ln in all.</source>
        <translation>
            <numerusform>Nur eine Tabelle und womit sie verknüpft ist; insgesamt ist es %Ln.</numerusform>
            <numerusform>Nur eine Tabelle und womit sie verknüpft ist; insgesamt sind es %Ln.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Plan</name>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>etwa %n Sekunde</numerusform>
            <numerusform>etwa %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>etwa %n Minute</numerusform>
            <numerusform>etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>needs about %1 for the database and a copy of your files</source>
        <translation>braucht etwa %1 für die Datenbank und eine Kopie Ihrer Dateien</translation>
    </message>
    <message>
        <source>Another program has these open: %1. Close it before you start the move, so that nothing is written to a file after it was copied.</source>
        <translation>Ein anderes Programm hat diese geöffnet: %1. Schließen Sie es, bevor Sie den Umzug starten, damit nichts mehr in eine Datei geschrieben wird, nachdem sie kopiert wurde.</translation>
    </message>
</context>
<context>
    <name>ui::PlanDetails</name>
    <message>
        <source>As recommended</source>
        <translation>Wie empfohlen</translation>
    </message>
    <message>
        <source>All SQL</source>
        <translation>Gesamtes SQL</translation>
    </message>
    <message>
        <source>Columns meant for &amp;JSON:</source>
        <translation>Spalten, die für &amp;JSON vorgesehen sind:</translation>
    </message>
    <message>
        <source>Every type was chosen so that all values fit and come back exactly. You can choose another one where it fits, too.</source>
        <translation>Jeder Typ wurde so gewählt, dass alle Werte hineinpassen und genau so zurückkommen. Wo auch ein anderer passt, können Sie ihn wählen.</translation>
    </message>
    <message>
        <source>Private areas with their tables and the type of every column</source>
        <translation>Eigene Bereiche mit ihren Tabellen und dem Typ jeder Spalte</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>json: exactly as it is written (recommended)</source>
        <translation>json: genau wie geschrieben (empfohlen)</translation>
    </message>
    <message>
        <source>jsonb: faster to search, spelled anew</source>
        <translation>jsonb: schneller zu durchsuchen, neu geschrieben</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>All SQL for %1</source>
        <translation>Gesamtes SQL für %1</translation>
    </message>
</context>
<context>
    <name>ui::PlanPage</name>
    <message>
        <source>This takes a moment. Nothing is changed.</source>
        <translation>Das dauert einen Augenblick. Es wird nichts geändert.</translation>
    </message>
    <message>
        <source>%1: a copy is made to look at. Your file is only read.</source>
        <translation>%1: Eine Kopie zum Ansehen wird gemacht. Ihre Datei wird nur gelesen.</translation>
    </message>
    <message>
        <source>%1: every value of “%2” is looked at.</source>
        <translation>%1: Jeder Wert von „%2“ wird angesehen.</translation>
    </message>
    <message>
        <source>can be rolled back at any time</source>
        <translation>lässt sich jederzeit rückgängig machen</translation>
    </message>
    <message>
        <source>How much was looked at</source>
        <translation>Wie viel schon angesehen wurde</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Bemerkungen</translation>
    </message>
    <message>
        <source>&amp;Save as</source>
        <translation>&amp;Speichern als</translation>
    </message>
    <message>
        <source>Web page (HTML)…</source>
        <translation>Webseite (HTML)&#xa0;…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF&#xa0;…</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Where shall the plan be saved?</source>
        <translation>Wo soll der Plan gespeichert werden?</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert&#xa0;…</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Start the move</source>
        <translation>Umzug starten</translation>
    </message>
    <message>
        <source>The plan is made anew…</source>
        <translation>Der Plan wird neu gemacht&#xa0;…</translation>
    </message>
    <message>
        <source>There is nothing that could be moved.</source>
        <translation>Es gibt nichts, was übertragen werden könnte.</translation>
    </message>
    <message>
        <source>Say whether the others shall be moved without the refused ones.</source>
        <translation>Sagen Sie, ob die anderen ohne die abgelehnten übertragen werden sollen.</translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s) become private areas in one database</source>
        <translation>
            <numerusform>%n Creator wird zu einem eigenen Bereich in einer Datenbank</numerusform>
            <numerusform>%n Creators werden zu eigenen Bereichen in einer Datenbank</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at what will happen</source>
        <translation>Es wird angesehen, was geschehen wird</translation>
    </message>
    <message>
        <source>Not everything was looked at</source>
        <translation>Es wurde nicht alles angesehen</translation>
    </message>
    <message>
        <source>Nothing was changed. What was looked at is kept; go on when you like.</source>
        <translation>Es wurde nichts geändert. Was schon angesehen wurde, ist noch da; machen Sie weiter, wann Sie wollen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Rows set aside, with those that refer to them: %1.</source>
        <translation>Beiseitegelegte Zeilen, mit denen, die auf sie verweisen: %1.</translation>
    </message>
    <message>
        <source>All %1 rows need nothing from you.</source>
        <translation>Für alle %1 Zeilen müssen Sie nichts tun.</translation>
    </message>
    <message>
        <source>%1 of %2 rows need nothing from you.</source>
        <translation>Für %1 von %2 Zeilen müssen Sie nichts tun.</translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s) on what will be different; nothing to decide</source>
        <translation>
            <numerusform>%n Bemerkung, was anders sein wird; nichts zu entscheiden</numerusform>
            <numerusform>%n Bemerkungen, was anders sein wird; nichts zu entscheiden</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing else is left to move. Say above whether it shall be moved again.</source>
        <translation>Sonst ist nichts mehr zu übertragen. Sagen Sie oben, ob es noch einmal übertragen werden soll.</translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s) were moved before</source>
        <translation>
            <numerusform>%n Creator wurde schon einmal übertragen</numerusform>
            <numerusform>%n Creators wurden schon einmal übertragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave what is in PostgreSQL as it is</source>
        <translation>Lassen, was in PostgreSQL ist</translation>
    </message>
    <message>
        <source>Details: tables, types, SQL</source>
        <translation>Einzelheiten: Tabellen, Typen, SQL</translation>
    </message>
    <message>
        <source>In PostgreSQL already: %1. Moving again takes the SQLite files as they are now; what is put aside comes back with a rollback.</source>
        <translation>Schon in PostgreSQL: %1. Ein neuer Umzug nimmt die SQLite-Dateien, wie sie jetzt sind; was beiseitegelegt wird, kommt zurück, wenn Sie ihn rückgängig machen.</translation>
    </message>
    <message>
        <source>Move again, and put aside what is there</source>
        <translation>Noch einmal übertragen, und beiseitelegen, was dort ist</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln example(s)</source>
        <translation>
            <numerusform>Alle Beispiele (%Ln)</numerusform>
            <numerusform>Alle %Ln Beispiele</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PlanTree</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>How the server finds the answer</source>
        <translation>Wie der Server die Antwort findet</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Of the whole</source>
        <translation>Vom Ganzen</translation>
    </message>
    <message>
        <source>Rows expected</source>
        <translation>Erwartete Zeilen</translation>
    </message>
    <message>
        <source>Rows found</source>
        <translation>Gefundene Zeilen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>ui::QueryModel</name>
    <message>
        <source>empty text</source>
        <translation>leerer Text</translation>
    </message>
    <message>
        <source>The first part of %1</source>
        <translation>Der erste Teil von %1</translation>
    </message>
</context>
<context>
    <name>ui::RefusedCard</name>
    <message>
        <source>What cannot be moved, and why</source>
        <translation>Was nicht übertragen werden kann, und warum</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>Noch einmal &amp;versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s) cannot be moved</source>
        <translation>
            <numerusform>%n Creator kann nicht übertragen werden</numerusform>
            <numerusform>%n Creators können nicht übertragen werden</numerusform>
        </translation>
    </message>
    <message>
        <source>Move the others; these stay as they are</source>
        <translation>Die anderen übertragen; diese bleiben, wie sie sind</translation>
    </message>
</context>
<context>
    <name>ui::RefusedModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ui::RemarkModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more: %2</source>
        <translation>
            <numerusform>%1 und %n weitere: %2</numerusform>
            <numerusform>%1 und %n weitere: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RemovalCard</name>
    <message>
        <source>Save a &amp;backup to a file first</source>
        <translation>Zuerst eine &amp;Sicherung in einer Datei speichern</translation>
    </message>
    <message>
        <source>&amp;Keep the server</source>
        <translation>Server be&amp;halten</translation>
    </message>
    <message>
        <source>File for the backup</source>
        <translation>Datei für die Sicherung</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Remove the server on this computer?</source>
        <translation>Den Server auf diesem Computer entfernen?</translation>
    </message>
    <message>
        <source>Remove the server…</source>
        <translation>Server entfernen&#xa0;…</translation>
    </message>
    <message>
        <source>Are you sure?</source>
        <translation>Sind Sie sicher?</translation>
    </message>
    <message>
        <source>No backup is made. Everything in the server is lost for good.</source>
        <translation>Es wird keine Sicherung gemacht. Alles im Server ist endgültig verloren.</translation>
    </message>
    <message>
        <source>A backup is saved to %1 first; only from that file can the content be brought back. If it cannot be saved, nothing is removed.</source>
        <translation>Zuerst wird eine Sicherung in %1 gespeichert; nur aus dieser Datei lässt sich der Inhalt zurückholen. Kann sie nicht gespeichert werden, wird nichts entfernt.</translation>
    </message>
    <message>
        <source>Remove without a backup</source>
        <translation>Ohne Sicherung entfernen</translation>
    </message>
    <message>
        <source>Save the backup and remove</source>
        <translation>Sicherung speichern und entfernen</translation>
    </message>
    <message>
        <source>Where shall the backup be saved?</source>
        <translation>Wo soll die Sicherung gespeichert werden?</translation>
    </message>
    <message>
        <source>SQL files (*.sql)</source>
        <translation>SQL-Dateien (*.sql)</translation>
    </message>
</context>
<context>
    <name>ui::Report</name>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything arrived, and we checked.</source>
        <translation>Alles ist angekommen, und wir haben es geprüft.</translation>
    </message>
    <message>
        <source>There was nothing to do.</source>
        <translation>Es gab nichts zu tun.</translation>
    </message>
    <message>
        <source>This move was rolled back.</source>
        <translation>Dieser Umzug wurde rückgängig gemacht.</translation>
    </message>
    <message>
        <source>This move is still going on.</source>
        <translation>Dieser Umzug läuft noch.</translation>
    </message>
    <message>
        <source>This move was interrupted.</source>
        <translation>Dieser Umzug wurde unterbrochen.</translation>
    </message>
    <message>
        <source>Stopped by you. Nothing was moved.</source>
        <translation>Von Ihnen angehalten. Es wurde nichts übertragen.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped by you. %1 of %n creator(s) had arrived.</source>
        <translation>
            <numerusform>Von Ihnen angehalten. %1 von %n Creator war angekommen.</numerusform>
            <numerusform>Von Ihnen angehalten. %1 von %n Creators waren angekommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was moved.</source>
        <translation>Es wurde nichts übertragen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n creator(s) arrived.</source>
        <translation>
            <numerusform>%1 von %n Creator ist angekommen.</numerusform>
            <numerusform>%1 von %n Creators sind angekommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not moved.</source>
        <translation>%1 wurde nicht übertragen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n creator(s) arrived. %2 did not.</source>
        <translation>
            <numerusform>%1 von %n Creator ist angekommen. %2 nicht.</numerusform>
            <numerusform>%1 von %n Creators sind angekommen. %2 nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every value was read back from PostgreSQL and compared with your files.</source>
        <translation>Jeder Wert wurde aus PostgreSQL zurückgelesen und mit Ihren Dateien verglichen.</translation>
    </message>
    <message>
        <source>All of it was moved before and has not changed since.</source>
        <translation>Alles wurde schon früher übertragen und hat sich seitdem nicht geändert.</translation>
    </message>
    <message>
        <source>What it had brought to PostgreSQL was removed. Your SQLite files are untouched.</source>
        <translation>Was er nach PostgreSQL gebracht hatte, wurde entfernt. Ihre SQLite-Dateien sind unberührt.</translation>
    </message>
    <message>
        <source>Its verdict is known when it has ended.</source>
        <translation>Sein Ergebnis steht fest, wenn er beendet ist.</translation>
    </message>
    <message>
        <source>It ended before it was done: usually the computer or the program was shut down. Your SQLite files are untouched. Rolling it back removes what was left half-done.</source>
        <translation>Er endete, bevor er fertig war: Meist wurde der Computer oder das Programm beendet. Ihre SQLite-Dateien sind unberührt. Wenn Sie ihn rückgängig machen, wird entfernt, was halb fertig zurückblieb.</translation>
    </message>
    <message>
        <source>Nothing is lost, and nothing half-done was left where an application looks.</source>
        <translation>Nichts ist verloren, und nichts Halbfertiges blieb dort zurück, wo eine Anwendung sucht.</translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s)</source>
        <translation>
            <numerusform>%n Creator</numerusform>
            <numerusform>%n Creators</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 rows</source>
        <translation>%1, %2 Zeilen</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>nichts zu tun</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>going on</source>
        <translation>läuft noch</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>stopped by you, nothing moved</source>
        <translation>von Ihnen angehalten, nichts übertragen</translation>
    </message>
    <message>
        <source>stopped by you, %1 moved</source>
        <translation>von Ihnen angehalten, %1 übertragen</translation>
    </message>
    <message>
        <source>%1 moved, %2 failed</source>
        <translation>%1 übertragen, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed, nothing moved</source>
        <translation>fehlgeschlagen, nichts übertragen</translation>
    </message>
    <message>
        <source>%1 (already there)</source>
        <translation>%1 (schon da)</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>still in its SQLite file</source>
        <translation>noch in der SQLite-Datei</translation>
    </message>
</context>
<context>
    <name>ui::ReportDocument</name>
    <message>
        <source>Move %1, begun %2, to %3</source>
        <translation>Umzug %1, begonnen %2, nach %3</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>Creator</translation>
    </message>
    <message>
        <source>Private area</source>
        <translation>Eigener Bereich</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Values compared</source>
        <translation>Verglichene Werte</translation>
    </message>
    <message>
        <source>What did not arrive, and why</source>
        <translation>Was nicht angekommen ist, und warum</translation>
    </message>
    <message>
        <source>Creator by creator</source>
        <translation>Creator für Creator</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows, %2 values compared, %Ln value(s) in the attic</source>
        <translation>
            <numerusform>%1 Zeilen, %2 verglichene Werte, %Ln Wert im Archiv</numerusform>
            <numerusform>%1 Zeilen, %2 verglichene Werte, %Ln Werte im Archiv</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReportModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>Creator</translation>
    </message>
    <message>
        <source>Private area</source>
        <translation>Eigener Bereich</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Values compared</source>
        <translation>Verglichene Werte</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
</context>
<context>
    <name>ui::ReportSaver</name>
    <message>
        <source>Where shall the report be kept?</source>
        <translation>Wo soll der Bericht aufbewahrt werden?</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;Web page (*.html)</source>
        <translation>PDF (*.pdf);;Webseite (*.html)</translation>
    </message>
</context>
<context>
    <name>ui::ReportView</name>
    <message>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1, %2, the whole row %3: %4</source>
        <translation>%1, %2, die ganze Zeile %3: %4</translation>
    </message>
    <message>
        <source>%1, %2.%3 of %4: %5</source>
        <translation>%1, %2.%3 von %4: %5</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weiterer</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rows of %n creator(s)</source>
        <translation>
            <numerusform>Zeilen von %n Creator</numerusform>
            <numerusform>Zeilen von %n Creators</numerusform>
        </translation>
    </message>
    <message>
        <source>values compared</source>
        <translation>verglichene Werte</translation>
    </message>
    <message>
        <source>differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message numerus="yes">
        <source>value(s) in the attic</source>
        <translation>
            <numerusform>Wert im Archiv</numerusform>
            <numerusform>Werte im Archiv</numerusform>
        </translation>
    </message>
    <message>
        <source>The move as a whole</source>
        <translation>Der Umzug als Ganzes</translation>
    </message>
    <message>
        <source>The server&apos;s own words</source>
        <translation>Die Worte des Servers</translation>
    </message>
    <message>
        <source>Details: the server&apos;s own words</source>
        <translation>Einzelheiten: die Worte des Servers</translation>
    </message>
    <message numerus="yes">
        <source>%n more reason(s) are in the report.</source>
        <translation>
            <numerusform>%n weiterer Grund steht im Bericht.</numerusform>
            <numerusform>%n weitere Gründe stehen im Bericht.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in PostgreSQL.</source>
        <translation>%1 ist in PostgreSQL.</translation>
    </message>
    <message>
        <source>%1 are in PostgreSQL.</source>
        <translation>%1 sind in PostgreSQL.</translation>
    </message>
    <message>
        <source>%1 rows, %2 values compared, 0 differences.</source>
        <translation>%1 Zeilen, %2 verglichene Werte, 0 Unterschiede.</translation>
    </message>
    <message>
        <source>Your SQLite files are untouched.</source>
        <translation>Ihre SQLite-Dateien sind unberührt.</translation>
    </message>
    <message>
        <source>A checked copy of them is kept as well (%1).</source>
        <translation>Eine geprüfte Kopie davon wird ebenfalls aufbewahrt (%1).</translation>
    </message>
    <message>
        <source>They were only read.</source>
        <translation>Sie wurden nur gelesen.</translation>
    </message>
    <message>
        <source>You can go back at any time.</source>
        <translation>Sie können jederzeit zurück.</translation>
    </message>
    <message>
        <source>Rolling back shows first what it will remove, and asks about rows written since.</source>
        <translation>Wenn Sie den Umzug rückgängig machen, sehen Sie zuerst, was entfernt wird, und werden nach Zeilen gefragt, die seitdem geschrieben wurden.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more note(s) are in the report.</source>
        <translation>
            <numerusform>%n weiterer Hinweis steht im Bericht.</numerusform>
            <numerusform>%n weitere Hinweise stehen im Bericht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) to read</source>
        <translation>
            <numerusform>%n Hinweis zu lesen</numerusform>
            <numerusform>%n Hinweise zu lesen</numerusform>
        </translation>
    </message>
    <message>
        <source>What is in the attic</source>
        <translation>Was im Archiv ist</translation>
    </message>
    <message>
        <source>These values did not fit their columns, so they are kept byte for byte in a table of their own, and come back with a way back to SQLite.</source>
        <translation>Diese Werte passten nicht in ihre Spalten. Deshalb werden sie Byte für Byte in einer eigenen Tabelle aufbewahrt und kommen auf dem Weg zurück nach SQLite wieder mit.</translation>
    </message>
    <message>
        <source>In the attic: %1</source>
        <translation>Im Archiv: %1</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen&#xa0;…</translation>
    </message>
    <message>
        <source>Creator by creator</source>
        <translation>Creator für Creator</translation>
    </message>
</context>
<context>
    <name>ui::RollbackCard</name>
    <message numerus="yes">
        <source>%1 has %n more row(s) than were moved, in: %2.</source>
        <translation>
            <numerusform>%1 hat %n Zeile mehr, als übertragen wurde, in: %2.</numerusform>
            <numerusform>%1 hat %n Zeilen mehr, als übertragen wurden, in: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was changed after the move, in: %2.</source>
        <translation>%1 wurde nach dem Umzug geändert, in: %2.</translation>
    </message>
    <message>
        <source>What a rollback removes and puts back</source>
        <translation>Was entfernt und was zurückgebracht wird</translation>
    </message>
    <message>
        <source>half-built</source>
        <translation>halb fertig</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, changed since</source>
        <translation>%1, seitdem geändert</translation>
    </message>
    <message>
        <source>Looking what a rollback would remove…</source>
        <translation>Es wird angesehen, was entfernt würde&#xa0;…</translation>
    </message>
    <message>
        <source>Every row is read, to tell which were written after the move. Nothing is changed.</source>
        <translation>Jede Zeile wird gelesen, um zu erkennen, welche nach dem Umzug geschrieben wurden. Es wird nichts geändert.</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Alles behalten</translation>
    </message>
    <message>
        <source>It could not be found out what a rollback would do.</source>
        <translation>Es ließ sich nicht feststellen, was dabei geschehen würde.</translation>
    </message>
    <message>
        <source>The server&apos;s own words</source>
        <translation>Die Worte des Servers</translation>
    </message>
    <message>
        <source>Details: the server&apos;s own words</source>
        <translation>Einzelheiten: die Worte des Servers</translation>
    </message>
    <message>
        <source>There is nothing left to roll back.</source>
        <translation>Es gibt nichts mehr, was rückgängig zu machen wäre.</translation>
    </message>
    <message>
        <source>Nothing that this move made is in the database any more.</source>
        <translation>Nichts von dem, was dieser Umzug angelegt hat, ist noch in der Datenbank.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Roll this move back?</source>
        <translation>Diesen Umzug rückgängig machen?</translation>
    </message>
    <message>
        <source>Roll %1 back?</source>
        <translation>Den Umzug von %1 rückgängig machen?</translation>
    </message>
    <message>
        <source>Stays in any case: your SQLite files, the copies of them, the report.</source>
        <translation>Das bleibt in jedem Fall: Ihre SQLite-Dateien, deren Kopien, der Bericht.</translation>
    </message>
    <message>
        <source>Will be removed from PostgreSQL</source>
        <translation>Wird aus PostgreSQL entfernt</translation>
    </message>
    <message>
        <source>Will be put back</source>
        <translation>Wird zurückgebracht</translation>
    </message>
    <message>
        <source>as it was before this move</source>
        <translation>wie es vor diesem Umzug war</translation>
    </message>
    <message>
        <source>Leave %1 in PostgreSQL, with what was written (recommended)</source>
        <translation>%1 in PostgreSQL lassen, mit dem, was geschrieben wurde (empfohlen)</translation>
    </message>
    <message>
        <source>Remove what was written with the rest</source>
        <translation>Was geschrieben wurde, mit dem Rest entfernen</translation>
    </message>
    <message>
        <source>Remove what is half-built</source>
        <translation>Halbfertiges entfernen</translation>
    </message>
    <message>
        <source>Nothing to remove</source>
        <translation>Nichts zu entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n private area(s) and roll back</source>
        <translation>
            <numerusform>Umzug zurücknehmen: %n Bereich entfernen</numerusform>
            <numerusform>Umzug zurücknehmen: %n Bereiche entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rolling back…</source>
        <translation>Wird rückgängig gemacht&#xa0;…</translation>
    </message>
    <message>
        <source>One creator after the other, each of them whole or not at all.</source>
        <translation>Ein Creator nach dem anderen, jeder ganz oder gar nicht.</translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation>Entfernt: %1</translation>
    </message>
    <message>
        <source>Put back: %1</source>
        <translation>Zurückgebracht: %1</translation>
    </message>
    <message>
        <source>Left as it is: %1</source>
        <translation>Gelassen, wie es ist: %1</translation>
    </message>
    <message>
        <source>Rolled back.</source>
        <translation>Rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Your own files were never changed.</source>
        <translation>Ihre eigenen Dateien wurden nie geändert.</translation>
    </message>
    <message>
        <source>Rolled back, except for what you kept.</source>
        <translation>Rückgängig gemacht, außer dem, was Sie behalten wollten.</translation>
    </message>
    <message>
        <source>What was written after the move is still in PostgreSQL.</source>
        <translation>Was nach dem Umzug geschrieben wurde, ist noch in PostgreSQL.</translation>
    </message>
    <message>
        <source>See the list below.</source>
        <translation>Siehe die Liste unten.</translation>
    </message>
    <message>
        <source>Not everything could be rolled back.</source>
        <translation>Nicht alles ließ sich rückgängig machen.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Your data goes back to where it was: your SQLite files, as they were before this move (%1).</source>
        <translation>Ihre Daten gehen dorthin zurück, wo sie waren: in Ihre SQLite-Dateien, wie sie vor diesem Umzug waren (%1).</translation>
    </message>
</context>
<context>
    <name>ui::RowColumns</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns that are shown</source>
        <translation>Spalten, die gezeigt werden</translation>
    </message>
    <message>
        <source>%1 of %2 columns</source>
        <translation>%1 von %2 Spalten</translation>
    </message>
</context>
<context>
    <name>ui::RowsModel</name>
    <message>
        <source>%1, too large to be shown here</source>
        <translation>%1, zu groß, um hier gezeigt zu werden</translation>
    </message>
    <message>
        <source>empty text</source>
        <translation>leerer Text</translation>
    </message>
    <message>
        <source>NULL: no value at all</source>
        <translation>NULL: gar kein Wert</translation>
    </message>
</context>
<context>
    <name>ui::RowsView</name>
    <message>
        <source>&amp;Sort anyway</source>
        <translation>Trotzdem &amp;sortieren</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Count exactly</source>
        <translation>&amp;Genau zählen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Where among all rows</source>
        <translation>Wo unter allen Zeilen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Show the value</source>
        <translation>Wert zeigen</translation>
    </message>
    <message>
        <source>There are no columns here, or none that you have the right to see.</source>
        <translation>Hier gibt es keine Spalten, oder keine, die Sie sehen dürfen.</translation>
    </message>
    <message>
        <source>There is no index that sorts by %1, so each page takes about %2. It can be stopped.</source>
        <translation>Es gibt keinen Index, der nach %1 sortiert, daher dauert jede Seite etwa %2. Das lässt sich anhalten.</translation>
    </message>
    <message>
        <source>Values of the type %1 have no order to sort by.</source>
        <translation>Werte des Typs %1 haben keine Reihenfolge, nach der man sortieren könnte.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen&#xa0;…</translation>
    </message>
    <message>
        <source>No rows</source>
        <translation>Keine Zeilen</translation>
    </message>
    <message>
        <source>Rows %1–%2</source>
        <translation>Zeilen %1–%2</translation>
    </message>
    <message>
        <source>%1; of a view, only the first %2 are shown</source>
        <translation>%1; von einer Sicht werden nur die ersten %2 gezeigt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of about %2</source>
        <translation>%1 von etwa %2</translation>
    </message>
    <message>
        <source>About rows %1–%2 of about %3</source>
        <translation>Etwa Zeilen %1–%2 von etwa %3</translation>
    </message>
    <message>
        <source>Go to the row that it names</source>
        <translation>Zur Zeile gehen, die er nennt</translation>
    </message>
    <message>
        <source>Rows that name this one</source>
        <translation>Zeilen, die diese nennen</translation>
    </message>
    <message>
        <source>Filter this column…</source>
        <translation>Diese Spalte filtern&#xa0;…</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Long values were copied only as far as they are shown here. Show a value to copy the whole of it.</source>
        <translation>Lange Werte wurden nur so weit kopiert, wie sie hier gezeigt werden. Zeigen Sie einen Wert, um ihn ganz zu kopieren.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>%1 was changed meanwhile. Its rows were read again, with the columns that it has now.</source>
        <translation>%1 wurde inzwischen geändert. Die Zeilen wurden neu gelesen, mit den Spalten, die es jetzt gibt.</translation>
    </message>
    <message>
        <source>A filter on a column that is gone was taken off.</source>
        <translation>Ein Filter auf eine Spalte, die es nicht mehr gibt, wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>ui::RunDelegate</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ui::RunModel</name>
    <message>
        <source>making a safe copy</source>
        <translation>Sicherheitskopie wird gemacht</translation>
    </message>
    <message>
        <source>reading every value</source>
        <translation>jeder Wert wird gelesen</translation>
    </message>
    <message>
        <source>choosing a place for every value</source>
        <translation>für jeden Wert wird ein Platz gewählt</translation>
    </message>
    <message>
        <source>copying</source>
        <translation>wird kopiert</translation>
    </message>
    <message>
        <source>putting rules and indexes in place</source>
        <translation>Regeln und Indizes werden angelegt</translation>
    </message>
    <message>
        <source>proving that every value arrived</source>
        <translation>jeder Wert wird geprüft</translation>
    </message>
    <message>
        <source>making it visible</source>
        <translation>wird sichtbar gemacht</translation>
    </message>
    <message>
        <source>rolling back</source>
        <translation>wird rückgängig gemacht</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>every value arrived</source>
        <translation>jeder Wert ist angekommen</translation>
    </message>
    <message>
        <source>every value arrived; there is something to read</source>
        <translation>jeder Wert ist angekommen; es gibt etwas zu lesen</translation>
    </message>
    <message>
        <source>was in PostgreSQL already, unchanged</source>
        <translation>war schon in PostgreSQL, unverändert</translation>
    </message>
    <message>
        <source>stopped; stays in its SQLite file</source>
        <translation>angehalten; bleibt in der SQLite-Datei</translation>
    </message>
    <message>
        <source>did not arrive; stays in its SQLite file</source>
        <translation>nicht angekommen; bleibt in der SQLite-Datei</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
</context>
<context>
    <name>ui::RunPage</name>
    <message>
        <source>almost done</source>
        <translation>fast fertig</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>noch etwa %n Sekunde</numerusform>
            <numerusform>noch etwa %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>noch etwa %n Minute</numerusform>
            <numerusform>noch etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 rows copied, %3 proven</source>
        <translation>%1 von %2 Zeilen kopiert, %3 geprüft</translation>
    </message>
    <message>
        <source>%1, %2 a second</source>
        <translation>%1, %2 je Sekunde</translation>
    </message>
    <message>
        <source>Creators</source>
        <translation>Creators</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Moving your data</source>
        <translation>Ihre Daten werden übertragen</translation>
    </message>
    <message>
        <source>You can go on working. Your files are only read.</source>
        <translation>Sie können weiterarbeiten. Ihre Dateien werden nur gelesen.</translation>
    </message>
    <message>
        <source>The whole move</source>
        <translation>Der ganze Umzug</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>Stopping. What was begun is taken back; this takes a moment.</source>
        <translation>Wird angehalten. Begonnenes wird zurückgenommen; das dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>Stopping leaves everything in SQLite, nothing half-done.</source>
        <translation>Wenn Sie anhalten, bleibt alles in SQLite, nichts Halbfertiges.</translation>
    </message>
    <message>
        <source>Stopping keeps what has arrived: %1. The others stay in SQLite, nothing half-done.</source>
        <translation>Wenn Sie anhalten, bleibt, was angekommen ist: %1. Die anderen bleiben in SQLite, nichts Halbfertiges.</translation>
    </message>
    <message>
        <source>Your data is being moved.</source>
        <translation>Ihre Daten werden übertragen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt&#xa0;…</translation>
    </message>
    <message>
        <source>%1  %2: %3</source>
        <translation>%1  %2: %3</translation>
    </message>
    <message>
        <source>The computer stays awake until this is done.</source>
        <translation>Der Computer bleibt wach, bis das fertig ist.</translation>
    </message>
    <message>
        <source>writing down how it ended…</source>
        <translation>das Ergebnis wird festgehalten&#xa0;…</translation>
    </message>
</context>
<context>
    <name>ui::Runs</name>
    <message>
        <source>This move went to %1. Choose that server under Move, step “Where to”, test the connection, and come back here.</source>
        <translation>Dieser Umzug ging nach %1. Wählen Sie diesen Server unter „Umzug“, Schritt „Wohin“, testen Sie die Verbindung, und kommen Sie hierher zurück.</translation>
    </message>
    <message>
        <source>another server</source>
        <translation>ein anderer Server</translation>
    </message>
    <message>
        <source>The journal of this move is not on this computer.</source>
        <translation>Das Protokoll dieses Umzugs ist nicht auf diesem Computer.</translation>
    </message>
</context>
<context>
    <name>ui::ServerForm</name>
    <message>
        <source>Re&amp;member in this computer&apos;s keychain</source>
        <translation>Im Schlüsselbund dieses Computers &amp;merken</translation>
    </message>
    <message>
        <source>Trusted by</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Which file holds the certificate of the authority?</source>
        <translation>In welcher Datei ist das Zertifikat der Zertifizierungsstelle?</translation>
    </message>
    <message>
        <source>Own certificate</source>
        <translation>Eigenes Zertifikat</translation>
    </message>
    <message>
        <source>Which file holds this computer&apos;s own certificate?</source>
        <translation>In welcher Datei ist das eigene Zertifikat dieses Computers?</translation>
    </message>
    <message>
        <source>Its key</source>
        <translation>Sein Schlüssel</translation>
    </message>
    <message>
        <source>Which file holds the key of the certificate?</source>
        <translation>In welcher Datei ist der Schlüssel des Zertifikats?</translation>
    </message>
    <message>
        <source>Paste an address, or fill in below</source>
        <translation>Adresse einfügen, oder unten ausfüllen</translation>
    </message>
    <message>
        <source>For example postgresql://user:password@host:5432/database</source>
        <translation>Zum Beispiel postgresql://user:password@host:5432/database</translation>
    </message>
    <message>
        <source>More: own certificate, service file</source>
        <translation>Mehr: eigenes Zertifikat, Dienstdatei</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>&amp;Host</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>&amp;Datenbank</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>&amp;Encryption</source>
        <translation>Ver&amp;schlüsselung</translation>
    </message>
    <message>
        <source>&amp;Trusted by</source>
        <translation>Zertifizierungsste&amp;lle</translation>
    </message>
    <message>
        <source>Own &amp;certificate</source>
        <translation>Eigenes &amp;Zertifikat</translation>
    </message>
    <message>
        <source>Its &amp;key</source>
        <translation>Sein S&amp;chlüssel</translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation>D&amp;ienst</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>a name in pg_service.conf</source>
        <translation>ein Name in pg_service.conf</translation>
    </message>
    <message>
        <source>This computer has no keychain, so the password is kept only until you close the window.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund, deshalb wird das Passwort nur behalten, bis Sie das Fenster schließen.</translation>
    </message>
</context>
<context>
    <name>ui::ServerPage</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>working</source>
        <translation>arbeitet</translation>
    </message>
    <message>
        <source>in the middle of a change</source>
        <translation>mitten in einer Änderung</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>How to install PostgreSQL</source>
        <translation>So installieren Sie PostgreSQL</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>The end of the server&apos;s log</source>
        <translation>Das Ende des Serverprotokolls</translation>
    </message>
    <message>
        <source>Server log</source>
        <translation>Serverprotokoll</translation>
    </message>
    <message>
        <source>The server on this computer</source>
        <translation>Der Server auf diesem Computer</translation>
    </message>
    <message>
        <source>A PostgreSQL of your own. It works for you alone, and only on this computer.</source>
        <translation>Ein eigenes PostgreSQL. Es arbeitet nur für Sie und nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Free on the disk</source>
        <translation>Frei auf der Festplatte</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&amp;when I sign in to this computer</source>
        <translation>&amp;wenn ich mich an diesem Computer anmelde</translation>
    </message>
    <message>
        <source>Start the server when I sign in to this computer</source>
        <translation>Den Server starten, wenn ich mich an diesem Computer anmelde</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Who is connected</source>
        <translation>Wer verbunden ist</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Doing</source>
        <translation>Tätigkeit</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Nobody at the moment.</source>
        <translation>Zurzeit niemand.</translation>
    </message>
    <message>
        <source>Address for other programs</source>
        <translation>Adresse für andere Programme</translation>
    </message>
    <message>
        <source>Remove this server…</source>
        <translation>Diesen Server entfernen&#xa0;…</translation>
    </message>
    <message>
        <source>Asks twice, and saves a backup first.</source>
        <translation>Fragt zweimal nach und speichert zuerst eine Sicherung.</translation>
    </message>
    <message numerus="yes">
        <source>It holds %1 in %n private area(s). All of it is deleted from this computer.</source>
        <translation>
            <numerusform>Er enthält %1 in %n eigenen Bereich. Alles davon wird von diesem Computer gelöscht.</numerusform>
            <numerusform>Er enthält %1 in %n eigenen Bereichen. Alles davon wird von diesem Computer gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything in it is deleted from this computer.</source>
        <translation>Alles, was er enthält, wird von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>The server was removed.</source>
        <translation>Der Server wurde entfernt.</translation>
    </message>
    <message>
        <source>The server was removed. What was in it is kept in %1.</source>
        <translation>Der Server wurde entfernt. Was er enthielt, ist in %1 aufbewahrt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n private area(s)</source>
        <translation>
            <numerusform>%1 in %n eigenen Bereich</numerusform>
            <numerusform>%1 in %n eigenen Bereichen</numerusform>
        </translation>
    </message>
    <message>
        <source>known when it runs</source>
        <translation>bekannt, wenn er läuft</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>The password is in the file %1, which only you can read.</source>
        <translation>Das Passwort steht in der Datei %1, die nur Sie lesen können.</translation>
    </message>
    <message numerus="yes">
        <source>this program, %n connection(s)</source>
        <translation>
            <numerusform>dieses Programm, %n Verbindung</numerusform>
            <numerusform>dieses Programm, %n Verbindungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SettingsPage</name>
    <message>
        <source>&amp;Open the folder</source>
        <translation>Ordner ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>How this window looks, and what it keeps on this computer.</source>
        <translation>Wie dieses Fenster aussieht, und was es auf diesem Computer aufbewahrt.</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>The window speaks it when you open it the next time.</source>
        <translation>Das Fenster spricht sie, wenn Sie es das nächste Mal öffnen.</translation>
    </message>
    <message>
        <source>Language and colours</source>
        <translation>Sprache und Farben</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Folder of the safety copies</source>
        <translation>Ordner der Sicherheitskopien</translation>
    </message>
    <message>
        <source>Safety copies</source>
        <translation>Sicherheitskopien</translation>
    </message>
    <message>
        <source>Every move keeps a checked copy of your files and its report here. To delete those of a move, forget it in the history.</source>
        <translation>Jeder Umzug hebt hier eine geprüfte Kopie Ihrer Dateien und seinen Bericht auf. Um die eines Umzugs zu löschen, vergessen Sie ihn im Verlauf.</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>Passwörter</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>Es gibt noch keine.</translation>
    </message>
    <message>
        <source>%1 at the moment.</source>
        <translation>Zurzeit %1.</translation>
    </message>
    <message>
        <source>This computer has no keychain, so passwords are kept only until you close the window.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund, deshalb werden Passwörter nur aufbewahrt, bis Sie das Fenster schließen.</translation>
    </message>
    <message>
        <source>None is kept. A password goes only into this computer&apos;s keychain, and only if you tick that where you type it.</source>
        <translation>Es wird keines aufbewahrt. Ein Passwort kommt nur in den Schlüsselbund dieses Computers, und nur, wenn Sie das dort ankreuzen, wo Sie es eingeben.</translation>
    </message>
    <message>
        <source>In this computer&apos;s keychain, and nowhere else, are the passwords of:</source>
        <translation>Im Schlüsselbund dieses Computers, und nirgends sonst, sind die Passwörter von:</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget the password of %1</source>
        <translation>Das Passwort von %1 vergessen</translation>
    </message>
</context>
<context>
    <name>ui::SourceModel</name>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Name is taken</source>
        <translation>Name ist vergeben</translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation>Seitdem geändert</translation>
    </message>
    <message>
        <source>Already moved</source>
        <translation>Schon übertragen</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>same area as %1: choose one</source>
        <translation>gleicher Bereich wie %1: eins wählen</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>Schema %1</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>Andere Dateien</translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s)</source>
        <translation>
            <numerusform>%n Creator</numerusform>
            <numerusform>%n Creators</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>Creator</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n Ordner</numerusform>
            <numerusform>%n Ordnern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SqlEditor</name>
    <message>
        <source>Names that fit</source>
        <translation>Passende Namen</translation>
    </message>
</context>
<context>
    <name>ui::SqlView</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>A&amp;usführen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>How is it &amp;done?</source>
        <translation>Wie &amp;geht das?</translation>
    </message>
    <message>
        <source>With &amp;all my rights</source>
        <translation>Mit &amp;allen meinen Rechten</translation>
    </message>
    <message>
        <source>SQL statement</source>
        <translation>SQL-Anweisung</translation>
    </message>
    <message>
        <source>SELECT …   (Ctrl+Return runs it, Ctrl+Space offers names, Ctrl+Up brings back the one before)</source>
        <translation>SELECT …   (Strg+Eingabe führt aus, Strg+Leertaste bietet Namen an, Strg+Pfeil hoch holt die vorige Anweisung zurück)</translation>
    </message>
    <message>
        <source>Only what the server &amp;expects</source>
        <translation>Nur was der Server &amp;erwartet</translation>
    </message>
    <message>
        <source>Run it and &amp;measure</source>
        <translation>Ausführen und &amp;messen</translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln row(s)</source>
        <translation>
            <numerusform>höchstens %Ln Zeile</numerusform>
            <numerusform>höchstens %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>How many rows at most</source>
        <translation>Wie viele Zeilen höchstens</translation>
    </message>
    <message>
        <source>Rows that the statement gave</source>
        <translation>Zeilen, die die Anweisung ergab</translation>
    </message>
    <message>
        <source>Here you can ask the database anything in SQL. Whatever you type, nothing is changed: every statement runs in a transaction that can only read and is always rolled back.</source>
        <translation>Hier können Sie die Datenbank in SQL alles fragen. Was Sie auch eingeben, nichts wird geändert: Jede Anweisung läuft in einer Transaktion, die nur lesen kann und immer zurückgenommen wird.</translation>
    </message>
    <message>
        <source>What the server said</source>
        <translation>Was der Server dazu sagte</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>You are signed in as %1, who may do anything on this server. Nothing in the database can be changed here, but functions that reach beyond it (files, other sessions) would run. This SQL makes a role that can only read, and it is then used here:
%2</source>
        <translation>Sie sind als %1 angemeldet und dürfen auf diesem Server alles. In der Datenbank kann hier nichts geändert werden, aber Funktionen, die über sie hinausreichen (Dateien, andere Sitzungen), würden ausgeführt. Dieses SQL legt eine Rolle an, die nur lesen kann und hier dann benutzt wird:
%2</translation>
    </message>
    <message>
        <source>%1 may do anything on this server. Nothing in the database can be changed here, but functions that reach beyond it (files, other sessions) run. Untick “With all my rights” unless you need them.</source>
        <translation>%1 darf auf diesem Server alles. In der Datenbank kann hier nichts geändert werden, aber Funktionen, die über sie hinausreichen (Dateien, andere Sitzungen), werden ausgeführt. Entfernen Sie den Haken bei „Mit allen meinen Rechten“, wenn Sie sie nicht brauchen.</translation>
    </message>
    <message>
        <source>Otherwise a statement has the rights of %1, which reads everything and can do nothing else.</source>
        <translation>Sonst hat eine Anweisung die Rechte von %1, die alles lesen und sonst nichts kann.</translation>
    </message>
    <message>
        <source>Running …</source>
        <translation>Läuft …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) so far …</source>
        <translation>
            <numerusform>%Ln Zeile bis jetzt …</numerusform>
            <numerusform>%Ln Zeilen bis jetzt …</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2.</source>
        <translation>%1 in %2.</translation>
    </message>
    <message>
        <source>The first %1 in %2. There are more; choose a larger limit, or add WHERE.</source>
        <translation>Die ersten %1 in %2. Es gibt mehr; wählen Sie eine größere Grenze oder ergänzen Sie WHERE.</translation>
    </message>
    <message>
        <source>The first %1 in %2. They are so large that reading stopped there.</source>
        <translation>Die ersten %1 in %2. Sie sind so groß, dass das Lesen dort aufhörte.</translation>
    </message>
    <message>
        <source>This is what the server expects. The statement did not run.</source>
        <translation>Das erwartet der Server. Die Anweisung wurde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>It took the server %1.</source>
        <translation>Der Server brauchte %1.</translation>
    </message>
    <message>
        <source>&amp;Before</source>
        <translation>&amp;Zuvor</translation>
    </message>
    <message>
        <source>The statements that were run before</source>
        <translation>Die zuvor ausgeführten Anweisungen</translation>
    </message>
    <message>
        <source>None was run yet</source>
        <translation>Noch keine wurde ausgeführt</translation>
    </message>
    <message>
        <source>&amp;Forget all of them</source>
        <translation>Alle &amp;vergessen</translation>
    </message>
</context>
<context>
    <name>ui::StepList</name>
    <message>
        <source>What helps</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>The server&apos;s own words</source>
        <translation>Die Worte des Servers</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>ui::Structure</name>
    <message>
        <source>calculated: %1</source>
        <translation>berechnet: %1</translation>
    </message>
    <message>
        <source>a number of its own</source>
        <translation>eine eigene Nummer</translation>
    </message>
    <message>
        <source>every %1 only once</source>
        <translation>jedes %1 nur einmal</translation>
    </message>
    <message>
        <source>%1 is always one of %2</source>
        <translation>%1 steht immer in %2</translation>
    </message>
    <message>
        <source>primary key</source>
        <translation>Primärschlüssel</translation>
    </message>
    <message>
        <source>unique</source>
        <translation>eindeutig</translation>
    </message>
    <message>
        <source>exclusion</source>
        <translation>Ausschluss</translation>
    </message>
    <message>
        <source>holds for all rows</source>
        <translation>gilt für alle Zeilen</translation>
    </message>
    <message>
        <source>older rows may break it</source>
        <translation>ältere Zeilen halten sich vielleicht nicht daran</translation>
    </message>
    <message>
        <source>not usable: making it was broken off</source>
        <translation>nicht benutzbar: wurde nicht fertig angelegt</translation>
    </message>
    <message>
        <source>for the primary key</source>
        <translation>für den Primärschlüssel</translation>
    </message>
    <message>
        <source>every value only once</source>
        <translation>jeder Wert nur einmal</translation>
    </message>
    <message>
        <source>only where %1</source>
        <translation>nur wo %1</translation>
    </message>
</context>
<context>
    <name>ui::StructureView</name>
    <message>
        <source>SQL that makes it</source>
        <translation>SQL, das es anlegt</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Keys and links</source>
        <translation>Schlüssel und Verknüpfungen</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indizes</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Aufbau</translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln Spalte</numerusform>
            <numerusform>%Ln Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>May be empty</source>
        <translation>Darf leer sein</translation>
    </message>
    <message>
        <source>Links to</source>
        <translation>Verweist auf</translation>
    </message>
    <message>
        <source>Filled in by itself</source>
        <translation>Wird selbst ausgefüllt</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>%1 of %2 names a row here</source>
        <translation>%1 von %2 nennt eine Zeile hier</translation>
    </message>
    <message>
        <source>link from there</source>
        <translation>Verknüpfung von dort</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Finds by</source>
        <translation>Findet nach</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Times used</source>
        <translation>Wie oft benutzt</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>no type</source>
        <translation>kein Typ</translation>
    </message>
    <message>
        <source>SQL that made it in SQLite</source>
        <translation>SQL, das sie in SQLite angelegt hat</translation>
    </message>
    <message>
        <source>Was in SQLite</source>
        <translation>War in SQLite</translation>
    </message>
</context>
<context>
    <name>ui::Target</name>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
</context>
<context>
    <name>ui::TargetPage</name>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>On a server I have</source>
        <translation>Auf einem Server, den ich habe</translation>
    </message>
    <message>
        <source>How to install PostgreSQL</source>
        <translation>So installieren Sie PostgreSQL</translation>
    </message>
    <message>
        <source>Where should your data live?</source>
        <translation>Wo sollen Ihre Daten liegen?</translation>
    </message>
    <message>
        <source>Most people choose “On this computer”. Nothing is written before step 4.</source>
        <translation>Die meisten wählen „Auf diesem Computer“. Vor Schritt 4 wird nichts geschrieben.</translation>
    </message>
    <message>
        <source>Nothing to set up. Only you can reach it.</source>
        <translation>Nichts einzurichten. Nur Sie haben Zugang.</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Next tests the connection first.</source>
        <translation>„Weiter“ testet zuerst die Verbindung.</translation>
    </message>
    <message>
        <source>Testing. It goes on by itself when all is well.</source>
        <translation>Der Test läuft. Es geht von selbst weiter, wenn alles in Ordnung ist.</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test läuft&#xa0;…</translation>
    </message>
    <message>
        <source>Ready: your data will live on this computer.</source>
        <translation>Bereit: Ihre Daten werden auf diesem Computer liegen.</translation>
    </message>
    <message>
        <source>Ready: %1</source>
        <translation>Bereit: %1</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>ui::TestCard</name>
    <message>
        <source>Connection test</source>
        <translation>Verbindungstest</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>Verbindung &amp;testen</translation>
    </message>
    <message>
        <source>&amp;Test again</source>
        <translation>Noch einmal &amp;testen</translation>
    </message>
    <message>
        <source>Connection test: %1</source>
        <translation>Verbindungstest: %1</translation>
    </message>
    <message>
        <source>not tested yet</source>
        <translation>noch nicht getestet</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>stopped at step %1 of %2</source>
        <translation>angehalten bei Schritt %1 von %2</translation>
    </message>
    <message>
        <source>everything is in order</source>
        <translation>alles ist in Ordnung</translation>
    </message>
    <message numerus="yes">
        <source>usable, with %n remark(s)</source>
        <translation>
            <numerusform>verwendbar, mit %n Bemerkung</numerusform>
            <numerusform>verwendbar, mit %n Bemerkungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Trail</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>ui::TreeDelegate</name>
    <message>
        <source>New name of %1</source>
        <translation>Neuer Name von %1</translation>
    </message>
</context>
<context>
    <name>ui::TreeMenu</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Erneut ansehen</translation>
    </message>
    <message>
        <source>&amp;Connection…</source>
        <translation>&amp;Verbindung&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>Ver&amp;gessen&#xa0;…</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>%1 vergessen</translation>
    </message>
    <message>
        <source>Forget the connection to %1? What is in the database stays as it is. Only the entry here goes, and its password if this computer&apos;s keychain has it.</source>
        <translation>Die Verbindung zu %1 vergessen? Was in der Datenbank ist, bleibt, wie es ist. Nur der Eintrag hier verschwindet, und das Passwort dazu, falls der Schlüsselbund dieses Computers es hat.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>ui::TreeModel</name>
    <message>
        <source>The system&apos;s own</source>
        <translation>Vom System</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird gelesen&#xa0;…</translation>
    </message>
</context>
<context>
    <name>ui::ValueDialog</name>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen&#xa0;…</translation>
    </message>
    <message>
        <source>The value</source>
        <translation>Der Wert</translation>
    </message>
    <message>
        <source>NULL: no value at all</source>
        <translation>NULL: gar kein Wert</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n Zeichen</numerusform>
            <numerusform>%n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>The value is longer. Only its beginning is shown.</source>
        <translation>Der Wert ist länger. Gezeigt wird nur sein Anfang.</translation>
    </message>
    <message>
        <source>The value as text</source>
        <translation>Der Wert als Text</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>The value as a tree</source>
        <translation>Der Wert als Baum</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>The value as a picture</source>
        <translation>Der Wert als Bild</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The value as bytes</source>
        <translation>Der Wert als Bytes</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>ui::Window</name>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Umzug</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Go on moving</source>
        <translation>Weiter übertragen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Stopping; the window closes by itself</source>
        <translation>Wird angehalten; das Fenster schließt sich von selbst</translation>
    </message>
</context>
<context>
    <name>ui::Wizard</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>ui::WizardPage</name>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
</TS>
