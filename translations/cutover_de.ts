<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Words</name>
    <message>
        <source>%1 cannot be moved like this: its schema %2 would be that of %3, too. The application makes a schema&apos;s name from the creator&apos;s name and keeps only its letters and digits, in lower case. Move them one by one, each with --sqlite-file and its own --pg-schema or --creator-name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>base</name>
    <message>
        <source>What arrived in PostgreSQL is not equal to the source, so this creator was taken back; the application sees nothing of it. Usually another program changed the data while it was being moved. Try again, and please report it if it happens twice.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>An argument is not valid UTF-8 text, so it cannot name a file or anything else here. Rename the file, or name its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This command changes something, and there is no terminal to ask you at. Nothing was done. Add --yes to go ahead without a question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was done, as you wished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>y</source>
        <comment>the letter that means yes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> [y/N] </source>
        <comment>y is the letter that means yes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing here that can be moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources found: %1. Of these can be moved: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>– %n steps after that were not tried.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The server is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot be used like this yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of run %1 on this computer will be deleted; with them the copy of your data as it was before. What is in PostgreSQL stays. Go ahead?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of run %1 are deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was moved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`%1 --help` shows what there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not know &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which command?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command line cannot be understood: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to go on. Nothing half-done is visible; close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--jobs takes a number from 1 to %1, not &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of --plan says nothing about the creator %1 and the schema %2. Make a new plan with the same source options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of --plan speaks of creators that the source does not have. Name the same source as when the plan was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the private server on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creators: %1, %2 in all. They will be copied to %3; your files stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schemas that are there already are put aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go ahead?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was run %1, in %2. To undo it: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was run %1, in %2. To undo it: %3 (and the server&apos;s options)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was given without a value. Write the value behind it, or leave the option out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--progress takes auto, bar, json or none, not &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names the file %2, which does not exist. Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must name a file, and %2 is something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names the file %2, which is far too large to be such a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names the file %2, which cannot be read. Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--separate-metadata takes yes or no, not &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must name a folder, and %2 is none. For one file use --sqlite-file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must name a file, and %2 is a folder. For a folder use --sqlite-path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should be moved? Name a folder with --sqlite-path, a file with --sqlite-file, or either with --source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use only one of --sqlite-path, --sqlite-file and --source in a command.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan could not be written to %1. Check that the folder exists and that you may write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is no plan that `cutover-cli plan --out` wrote. Make it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no list &quot;plans&quot; in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list &quot;plans&quot; in it is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  Files: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no profile &quot;%1&quot;. `cutover-cli profiles` lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 left  </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can be moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can be moved (notes: %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified (notes: %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  ✗ %1.%2 of row %3: &quot;%4&quot; in the source, &quot;%5&quot; in PostgreSQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All creators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows, %2 values compared, 0 differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values that are not in the new tables as they were: %1; they are kept, byte for byte, in cutover.attic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run could not be finished. Nothing half-done is visible, and your files are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was moved. The reasons are above; nothing half-done is visible, and your files are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything arrived: %1 of %2 creators are done and checked. The reasons for the others are above; nothing half-done of them is visible, and your files are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything arrived, and we checked: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything arrived, and we checked: %1. Please read the notes above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to do: all of it was moved before and has not changed since. --replace moves it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped, as you wished. Nothing half-done is visible, and your files are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL holds exactly what was moved: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before everything was compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing could be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL does not hold what was moved: something was changed since. The first differences are above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be shown that PostgreSQL holds what was moved. The reasons are above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no plan. Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before the plan was ready. Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 creators can be moved. Nothing was written: this is what would happen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything can be moved: %1 rows. Nothing was written: this is what would happen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What run %1 made for %2 will be removed from %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What run %1 made will be removed from %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which run should be undone? Name it with --run; `cutover-cli history` lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left as it is: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run is undone, except for what is named above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was nothing left to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run is undone. Your own files were never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server is not running, so it has no address. Start it with `cutover-cli server start`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server and every database in it will be deleted; a copy of its content is kept in %1. Go ahead?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be taken back, except from that copy. Are you sure?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was in it is kept in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what to do with the private server: start, stop, status, url or remove.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--pg-port takes a number from 1 to 65535 (usually 5432), not &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--pg-sslmode takes disable, allow, prefer, require, verify-ca or verify-full, not &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names the file %2, which does not exist or cannot be read. Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Careful: a password on the command line can be seen by others on this computer, if only for a moment, and stays in the shell&apos;s history. Better: CUTOVER_PG_PASSWORD, ~/.pgpass, or wait to be asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which server? Name one with --pg-host, --pg-url or --pg-service, or use --local for the private server on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--local means the private server on this computer, so it cannot stand beside another --pg option that names a server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use only one of --pg-url and --pg-service in a command.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no private server on this computer yet. It is made by the first `cutover-cli migrate … --local`, or by `cutover-cli server start`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a private PostgreSQL server on this computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That password was not accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password for %1: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should be verified? Name one run with --run (`cutover-cli history` lists them), or one schema with --schema.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Moves an application&apos;s data to PostgreSQL, proves that it arrived, and can take it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open only if something is left to move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with SQLite files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and folders to move</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>migration</name>
    <message>
        <source>row %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices name a column “%1” of table “%2” that is not there. Perhaps it is spelled differently, or the choices were made for another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices name a table “%1” of “%2” that is not there. Perhaps it is spelled differently, or the choices were made for another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices file is not understood: &quot;%1&quot; must be a group of settings in curly brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices file has a setting that does not exist: &quot;%1&quot;. Possible here: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices file has a value that is not possible for &quot;%1&quot;. Possible: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices file names a type that does not exist: &quot;%1&quot; at &quot;%2&quot;. Possible: bigint, double precision, numeric, boolean, date, timestamp, timestamptz, text, json, jsonb, bytea, uuid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices file names a time zone that is not offered: &quot;%1&quot; at &quot;%2&quot;. Only &quot;UTC&quot; is, because only then every time can be given back exactly as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices file is not JSON, or not one group of settings in curly brackets. Perhaps it was edited by hand and a comma or a quotation mark is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dates with times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raw bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One value in column “%2” of table “%3” is of another kind than the column is meant for (%4). It is kept complete in the attic, and its cell stays empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are of another kind than the column is meant for (%4). They are kept complete in the attic, and their cells stay empty.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One value in column “%2” of table “%3” is raw bytes among text. If it can be read as text, it becomes text and it is remembered what it was; if not, it is kept complete in the attic and its cell stays empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are raw bytes among text. What can be read as text becomes text and it is remembered what it was; the rest is kept complete in the attic and its cells stay empty.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is declared as %4, but one value is of another kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is declared as %4, but %1 values are of another kind.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It becomes a column of exact decimal numbers, which holds them all as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole column becomes %1, so that nothing is lost; a program that expects what was declared may need a look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” holds different kinds of values. They all become %4, and for the one value that was something else it is remembered what it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” holds different kinds of values. They all become %4, and for the %1 values that were something else it is remembered what they were.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is meant for dates, but holds one number instead, perhaps seconds since 1970. It stays a column of %4: what the number counts is not guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for dates, but holds %1 numbers instead, perhaps seconds since 1970. It stays a column of %4: what the numbers count is not guessed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One date in column “%2” of table “%3” is not in the calendar, or finer than a millionth of a second. The whole column becomes text, so that it stays as it is; the database will not sort it as dates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 dates in column “%2” of table “%3” are not in the calendar, or finer than a millionth of a second. The whole column becomes text, so that they stay as they are; the database will not treat it as dates.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is declared as %4, but one value is not a date in a form that we know. The whole column becomes text, so that nothing is lost; the database will not treat it as dates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is declared as %4, but %1 values are not dates in a form that we know. The whole column becomes text, so that nothing is lost; the database will not treat it as dates.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The dates in column “%2” of table “%3” are written in different ways, and none is usual enough to make the other one an exception. The column becomes text, so that each stays as it is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The %1 dates in column “%2” of table “%3” are written in different ways, and none is usual enough to make the others exceptions. The column becomes text, so that each stays as it is written.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The dates in column “%1” of table “%2” are written in different ways, and the column tells rows apart: one moment in two spellings would become one value. The column becomes text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some times in column “%1” of table “%2” name a time zone and others do not, so nobody can say which came first. The column becomes text; if the others mean UTC, say so in the choices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One date in column “%2” of table “%3” is written differently from the rest. It becomes a date like the others, and how it was written is remembered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 dates in column “%2” of table “%3” are written differently from the rest. They become dates like the others, and how each was written is remembered.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One value in column “%2” of table “%3” is a word for yes or no. It becomes a real yes or no, and the word is remembered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are words for yes or no. They become a real yes or no, and the words are remembered.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is meant for yes or no, but one value is another number than 0 or 1. It becomes a column of %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for yes or no, but %1 values are other numbers than 0 and 1. It becomes a column of %4.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is meant for yes or no, but one value is a word, and the column tells rows apart: a word and a number could become one value. It becomes text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for yes or no, but %1 values are words: too many to remember each, or the column tells rows apart. It becomes text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%2” of table “%3” is meant for JSON, but one value is not valid JSON. The column becomes text, which holds it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for JSON, but %1 values are not valid JSON. The column becomes text, which holds them as they are.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Column “%1” of table “%2” is meant for JSON and is part of a key, link or index. PostgreSQL has none of these for JSON, so the column becomes text with the same content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value in column “%2” of table “%3” is stored as jsonb, which spells it anew. The original text is remembered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The %1 values in column “%2” of table “%3” are stored as jsonb, which spells them anew. The original texts are remembered.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>You chose jsonb, but column “%1” of table “%2” holds values that jsonb cannot hold, or is part of a key or link. It becomes %3 instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What we know of this application suggests another type for column “%1” of table “%2”, but its values do not fit that. It becomes %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “%1” of table “%2” is linked with a column of another type. It becomes %4 instead of %3, so that the link can be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One text in column “%2” of table “%3” contains a character with the code zero, which PostgreSQL cannot store in text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 texts in column “%2” of table “%3” contain a character with the code zero, which PostgreSQL cannot store in text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One text in column “%2” of table “%3” contains bytes that are not text (not UTF-8), which PostgreSQL cannot store in text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 texts in column “%2” of table “%3” contain bytes that are not text (not UTF-8), which PostgreSQL cannot store in text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The cell keeps the readable part, and the complete original is kept in the attic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Their cells keep the readable part, and the complete originals are kept in the attic.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The cell stays empty, and the complete original is kept in the attic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Their cells stay empty, and the complete originals are kept in the attic.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The whole column becomes raw bytes, which hold everything as it is; a program that expects text there may need a look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row of table “%3” has no value in column “%2”, although the column demands one. It stays as it is; new rows need a value, and that row can be changed only if it gets one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%3” have no value in column “%2”, although the column demands one. They stay as they are; new rows need a value, and those rows can be changed only if they get one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>New rows got a value by themselves in column “%1” of table “%2” (%3), and that rule is not translated. Existing values are all there; programs must give new rows their value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQLite compared column “%1” of table “%2” by a rule of its own (%3: for example, without regard to capital letters). PostgreSQL will compare it letter by letter, so some searches may find less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQLite calculated column “%1” of table “%2” by itself. Its values are all there, but in PostgreSQL it is an ordinary column: new rows are not calculated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The highest number there is has been used in column “%1” of table “%2”. PostgreSQL cannot number new rows there by itself; programs must give them a free number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQLite numbered new rows in column “%1” of table “%2” by itself. The column becomes %3, for which PostgreSQL cannot do that; programs must give new rows their value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schema “public” belongs to everything in the database, so it cannot become this creator&apos;s alone. To move the tables into it, choose one schema for all; else choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database already has a schema named %1, and nothing that is there is ever overwritten. Usually this creator was moved before. Look at it first; if the new copy should take its place, choose “replace”: the old one is put aside and comes back with a rollback.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database has no schema named %1 to move the tables into. Make it first, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schema %1 already has tables or indexes of the same names, and nothing that is there is ever overwritten. Choose another schema or an empty database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another run is moving data into the schema %1 at this moment. Wait until it has ended; this run left the schema alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no application profile named &quot;%1&quot;. Those that are known: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source was named. Name a folder or a database file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no SQLite database in %1 or below it. Check that it is the application&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %2 of table %1 holds a value that the plan has no place for. Usually the plan was made for another state of the data. Make a new plan and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %2 of table %1 holds a value of more than one gigabyte. PostgreSQL cannot store a value of that size. Take it out of the database, or keep it in a file, and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values that need a note could not be put into a temporary file. Usually the disk is full. Free some space in the folder of the run, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run “%1” on this computer. The command “history” lists the runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run %1 is still at work, so its safety copies are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of run %1 could not be removed whole. Usually it belongs to another user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds only under a condition that is not translated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is about a calculation that is not translated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it compares text by SQLite&apos;s own rule, for example without regard to capital letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>values of different kinds, such as the number 5 and the text “5”, would become the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some values are too long for an index in PostgreSQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row of table “%2” has no value in its primary key %3, which SQLite allows and PostgreSQL does not. The row is kept; the key becomes a rule that values must be unique.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” have no value in their primary key %3, which SQLite allows and PostgreSQL does not. The rows are kept; the key becomes a rule that values must be unique.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The primary key %2 of table “%1” is not made, because %3. The rows are all there, but PostgreSQL will not refuse a second row with the same key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule %2 of table “%1”, that no value comes twice, is not made, because %3. The rows are all there, but PostgreSQL will not refuse such a second value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index “%2” of table “%1” is not made, because %3. That concerns only speed: no answer depends on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index “%2” of table “%1” ordered text by SQLite&apos;s own rule; here it orders text letter by letter. That concerns only speed: no answer depends on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row of table “%2” refers, by %3, to a row of “%4” that is not there. It was like that in SQLite and stays as it is. The rule holds for new rows, and a change of that reference is refused unless it names a row that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” refer, by %3, to rows of “%4” that are not there. They were like that in SQLite and stay as they are. The rule holds for new rows, and a change of such a reference is refused unless it names a row that is there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One row of table “%2” is not in the new table, because it refers to a row that is not there or that was set aside itself. You chose so. The whole row is kept in cutover.attic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” are not in the new table, because they refer to rows that are not there or that were set aside themselves. You chose so. The whole rows are kept in cutover.attic.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Table “%1” refers to “%3” by %2, with numbers on one side and text on the other. PostgreSQL is stricter about that than SQLite, so the rule is made for new rows only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table “%1” refers to table “%3” by %2, but there is no such table. The rows are all there; the link is not made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table “%1” refers to table “%3” by %2, but not to columns that “%3” has. The rows are all there; the link is not made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table “%1” refers to table “%3” by %2, but nothing makes sure that %4 names only one row there, which PostgreSQL demands. The rows are all there; the link is not made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table “%1” has a rule for its values that is not translated yet: %2. The rows are all there, but PostgreSQL will not refuse new ones that break it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule “%2” of table “%1” concerns a column in which some cells stay empty because their values are in the attic. It holds for new and changed rows only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view “%1”, a stored question, is not translated yet. It holds no data of its own; its text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trigger “%1” did something by itself whenever table “%2” changed. It is not translated yet, so that no longer happens; its text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a virtual table, for example a search index, which PostgreSQL does not have. It is not moved; its content stays in the copy of your file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name “%1” is too long for PostgreSQL or used twice. It becomes “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL does not allow the name “%1” here. It becomes “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of “%1” is longer than PostgreSQL allows. The private area gets the shortened name “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table “%1” has very many columns (%2). PostgreSQL cannot store a row in which nearly all of them have a value; moving the rows that are there will show whether they fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (row %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found in the tables does not belong to their definitions. Usually the file changed while it was being looked at. Start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table “%1” has %2 columns, and PostgreSQL allows no more than %3 in one table. It can only be moved if it is split into several tables first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has no tables, so there is nothing to move. Perhaps the application has not stored anything yet, or it is another file that you are looking for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan cannot be used: %1 %2. Usually the file was edited by hand or comes from another version; make the plan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no application profile named “%1”. The command “profiles” lists the known ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan for %1 was made for other tables or columns than the file has now. Usually the application was upgraded in between. Make a new plan; nothing was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program had this file open while it was copied. The copy is complete as of that moment; what the program writes later is not in it. Close the application before moving its data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is large, so its health was checked the quick way, which does not look into indexes. Every row is still read and compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s report cannot be read: %1 %2. Usually the file was edited or is from another version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This database knows no run “%1”. The command “history” lists the runs; perhaps it was another database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run %1 moved no creator named “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run %1 is still at work. Stop it first, then roll it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that should not happen did, usually because the computer ran out of memory. Roll this run back to tidy up, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 for this run&apos;s safety copies cannot be made. Usually the disk is full or the folder above belongs to someone else. Nothing was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s journal cannot be written in %1. Usually the disk is full. Nothing was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s journal in %1 cannot be written. Usually the disk is full: make room and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s report cannot be written in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that was made later, such as a view, uses tables of %1. They were left as they are; remove what uses them, then roll back again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PostgreSQL server is version %1. Cutover needs 12 or newer: upgrade the server or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This database does not store text as UTF-8, so not every character could be kept. Create a database with ENCODING &apos;UTF8&apos; and choose that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server can only be read, usually because it is a copy that follows another server. Choose that other server (the primary).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not create anything in this database. Ask its administrator for the right, with the statement under “detail”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has no role named “%1” to own the data. Create it first, or leave the owner out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not give anything to the role “%1”, because it is not a member of it. Ask the administrator for the membership, or leave the owner out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds a NUL character, which no name in PostgreSQL may</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is longer than the 63 bytes that PostgreSQL keeps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names that begin with pg_ belong to PostgreSQL itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that schema belongs to PostgreSQL itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutover keeps its own journal in that schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 is for one source, because all its tables would go into one schema, but %n were found. Name the one file with --sqlite-file, or leave the option out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The schema name &quot;%1&quot; cannot be used: %2. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as in the cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded in cutover.form: %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded in cutover.attic: %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server took another number of rows for table %1 than were sent. Usually a trigger or rule of the server leaves rows out. Look for it there, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was moved before (run %2), and the file has changed since. To move it again, choose “replace”: the copy that is in PostgreSQL now is put aside and comes back with a rollback.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The safety copy that %1 was moved from is not on this computer, so there is nothing to compare with. Usually the run was moved from another computer, or it was forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The safety copy that %1 was moved from has been altered since, so it proves nothing any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not in PostgreSQL by this run (it was %2), so there is nothing to verify.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is in PostgreSQL now differs from what was moved. If the application has been working with it since, that is as it should be; the differences are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was ever moved into this database by Cutover. Usually the database&apos;s name or the server is another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This database knows no run “%1”. The command “history” lists the runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run of Cutover&apos;s is behind the schema “%1” in this database, so there is nothing to compare it with.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>migration::CreatorJob</name>
    <message>
        <source>The server could not be reached to tidy up: the half-built schema %1 is still there, where no application looks. Rolling this run back removes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The half-built schema %1 could not be removed; no application looks there. Rolling this run back removes it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>migration::CreatorRollback</name>
    <message>
        <source>Rows of %1 were written or altered since the move, and a rollback would lose them. Nothing was removed. If they are not needed, roll back again with “force”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the tables of schema %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schema %1, because it holds things that this run did not make: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>table %1 of schema %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schema %1, which was put aside, because its name %2 is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schema %1, as it was before the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half-built schema %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>migration::Planning</name>
    <message>
        <source>You chose %1 for column “%2” of table “%3”, but not everything in it can be that and come back as it was. Choose another type, or take the choice out. (Times without a zone need the zone &quot;UTC&quot; to be points in time; keys and indexes rule out some types.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chose %1 for column “%2” of table “%3”, but it is linked with a column that can only be %4. Choose the same type for both, or take the choice out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table “%1” has so many columns with a value in every row (%2 columns in all) that PostgreSQL cannot store one of its rows. It can only be moved if it is split into several tables first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>postgres</name>
    <message>
        <source>The private server cannot be made, because this system user has no entry in the system&apos;s list of users. Run the program as a normal user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run as root, and this computer has neither a user “postgres” nor “nobody”. Run the program as a normal user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2 instead of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>table %1: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not in the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nullable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>numbered from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ordered by bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ordered by language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>primary key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unique constraint %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>index %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>foreign key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>table %1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>table %1 is not in the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be written. Usually the folder belongs to another user or the disk is full. Check both, or choose another data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the statement “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the connection string, the %1 contains a “%” that is not followed by two hexadecimal digits. Write a plain percent sign as %25.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the connection string, the %1 is not valid UTF-8 after its percent signs are decoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the connection string, the user name or the password contains a “/” or “?”. Write them as %2F and %3F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the connection string, an IPv6 address lacks its closing bracket “]”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part after the “?”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the connection string, a part after the “?” has no “=”. It should read “?name=value&amp;name=value”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection string has a setting “%1” that does not exist. Check its spelling, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>database name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the connection string, something that belongs to no setting follows the password. A value with spaces must stand in single quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the connection string, “%1” is not followed by “=”. It should read “host=… port=… dbname=… user=…”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the connection string, a single quote is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection string is empty. It should read “postgresql://user@host:5432/database”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection string is for another kind of database. One for PostgreSQL begins with “postgresql://”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection string is neither a URL (“postgresql://user@host:5432/database”) nor a list of settings (“host=… port=… dbname=… user=…”).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is on this computer, at the socket in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name %1 stands for the address %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PostgreSQL server answers there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PostgreSQL server answers on port %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate and its name were checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate was checked, but not the name in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate was not checked: that takes the CA file and the mode “verify-full”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted with %1 (%2). %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encrypted, which is fine: the connection stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is NOT encrypted: others on the network can read your data and password. Choose the encryption mode “require” or better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in as %1 with a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in as %1 without a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database %1 is there, and you may use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate %1 has expired: it was valid until %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate %1 is valid until %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading rows from the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s rows could not be read: they are not in PostgreSQL&apos;s binary format. Something between this computer and the server may change the data; connect to the server directly and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sending rows to the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answers at %1. Usually the server is not started, or the host or port is wrong. Start the server, or correct the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host name of %1 does not exist. Usually it is misspelt, or this computer is not connected to that network. Check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way from this computer to %1. Usually the network or a VPN is off. Check the network connection and the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came from %1 in time. Usually a firewall drops the packets, or the address is wrong. Check both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something answers at %1, but it does not speak as a PostgreSQL server does. Usually the port belongs to another program. Check the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not use the socket of %1. Choose the server&apos;s socket folder again, or connect to its host name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server %1 cannot encrypt. Turn encryption on there (ssl = on), or allow an unencrypted connection if the server is on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server %1 takes only encrypted connections. Choose the encryption mode “require”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s access list (pg_hba.conf) has no line that lets this computer and user in as %1. Ask its administrator to add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s access list (pg_hba.conf) forbids the connection %1 on purpose. Ask its administrator, or use another user or computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the user or the password for %1. One of them is wrong, or the password has expired. Type both again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server wants a password for %1, and none was given. Give one, or add a line to ~/.pgpass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server compares the name of the system user with the database user for %1, and they differ. Connect through the host name with a password, or run as that system user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server wants a valid certificate from this computer for %1. Choose the certificate and key that its administrator gave you, and check that they have not expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user of %1 exists, but may not log in. It is probably a group role: use another user, or ask for the right to log in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user of %1 does not exist on that server. Check its spelling, or ask for it to be created.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has no free connection left for %1. Close other programs that use it, or raise max_connections there, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answers, but the database of %1 does not exist. Create it, or choose one that exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user of %1 lacks the right to connect to that database. Ask its owner for the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database of %1 takes no connections at the moment. Its administrator has closed it: choose another, or ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server %1 is just starting or recovering. Wait a moment, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server %1 is just shutting down. Start it again, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate for %1 cannot be checked, because the file with the trusted authority is missing. Choose the CA file that the server&apos;s administrator gave you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not signed by the authority you trust. Perhaps it is another server, or the CA file is an old one. Ask its administrator for the right CA file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is made out to another name. Use the host name that is in the certificate, or make sure that this is the right server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A certificate or key file for %1 cannot be read or does not fit the other. Choose the files again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private key file for %1 can be read by other users of this computer, so it is not used. Take that right away from them (chmod 600).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service that %1 should use is not in pg_service.conf. Check its name and the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection settings for %1 do not make sense. The details say which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to %1 could not be made. The server&apos;s own words are in the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tried, because you stopped the test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tried, because an earlier step failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be opened. Usually the private server belongs to another user. Run the program as that user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is just starting or stopping the private server. Wait a moment, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL is not installed on this computer, so there is no private server. Install it with: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server in “%1” belongs to the system user “%2”. Run the program as that user, or choose another data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “%1” belongs to root, and PostgreSQL refuses to run as root. Move it away, or give it to the user who made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “%1” should hold the private server, but is no complete PostgreSQL cluster. Restore it from a backup, or remove the private server and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “%1” holds a PostgreSQL cluster that this program did not make, or whose password file is gone. Move it away, or choose another data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server was made by PostgreSQL %1, but only version %2 is installed. Install the other with: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be removed. Usually it belongs to another user. Run the program as that user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “%1” exists already and is not overwritten. Choose another name for the backup. Nothing was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup cannot be written into “%1”. Choose a folder that exists and is yours. Nothing was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port “%1” is not a number from 1 to 65535. PostgreSQL usually listens on port 5432.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encryption mode “%1” does not exist. It is one of: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time limit connect_timeout=%1 is not a number of seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service name “%1” contains a semicolon, which cannot be passed on. Please rename the service in pg_service.conf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting “%1” of the connection string contains a semicolon or a zero character, which cannot be passed on. Leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the connection settings contains a zero character, which no server accepts. Please type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk that holds “%1” is full, so the private server cannot work there. Free at least 200 MB, or choose a data folder on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A temporary file cannot be written in “%1”. Check that the folder is yours and that the disk is not full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server did not start. Its own words are in the details; the whole log is “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server could not be made in “%1”. The words of PostgreSQL&apos;s initdb are in the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server is still starting: it repairs what a crash or power failure left behind. Wait a few minutes, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No free port was found for the private server: other programs took each one that was tried. Close some of them, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server did not stop within two minutes. Usually a long statement is being undone. Wait a while, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A temporary file for the backup cannot be written. Check that the disk is not full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup “%1” could not be written, so nothing was removed. Usually the disk is full or the folder belongs to another user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is PostgreSQL %1, which is too old. Version 12 or later is needed: update the server, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is PostgreSQL %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database keeps text as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database keeps text as %1, which cannot hold every character. Make another database with the encoding UTF8 and choose that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server is a read-only copy of the one at %1. Connect to that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server is a read-only copy of another one. Connect to the server that it copies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This database is set to be read-only (default_transaction_read_only). Ask its administrator, or choose another database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your user may create schemas in this database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your user may not create schemas in this database, and each creator becomes one. Have the owner of the database run the statement below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n of at most %1 connections are free.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n of at most %1 connections are free. Close other programs that use the server, or raise max_connections.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>An answer takes less than 1 ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer takes %1 ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer takes %1 ms, so the server is far away: moving many small tables will take a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s clock is %1 seconds ahead of this computer&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s clock is %1 seconds behind this computer&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed because the connection to the server broke. Usually the server was stopped or restarted, or the network failed. Check that the server runs, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed because your user lacks the right to do it. Ask the owner of the database for the right, or connect as another user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed because the disk of the server is full. Free some space there, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed because another session holds a lock on the same objects. Close other programs that use this database, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed because the server has no free connection. Close other programs that use it, use fewer workers, or raise max_connections there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed because it took longer than the server allows (statement_timeout). Raise that limit, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was stopped before its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed because the server refused the statement. The server&apos;s own words are in the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>postgres::ClusterFiles</name>
    <message>
        <source>The password of the private server cannot be read from “%1”. Usually the server was made by another user of this computer. Run the program as that user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server runs as the system user “%1”, who may not pass through the folder “%2”. Set CUTOVER_DATA_DIR to a folder that everybody may pass through, for example /var/lib/cutover.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>postgres::Connection</name>
    <message>
        <source>The PostgreSQL driver of Qt is not installed. On Debian and Ubuntu, install it with “sudo apt install libqt6sql6-psql”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PostgreSQL driver of Qt is not the one this program was made for. Install Qt and this program from the same source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The statement contains a zero character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A COPY needs its data along with it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>postgres::LocalServer</name>
    <message>
        <source>The private server runs on this computer, port %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no private server yet. It is made when it is first started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private server is stopped. Your data is safe in “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be made. Check that the folder above it is yours.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>postgres::Transaction</name>
    <message>
        <source>committing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transaction had already failed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>profiles</name>
    <message>
        <source>The description of an application cannot be used: %1: %2. It is part of this program, so the installation is damaged; install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sqlite</name>
    <message>
        <source>There is not enough memory to look at every value of the database. Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file is not there. It may have been moved or renamed meanwhile. Look for it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file cannot be opened, because you have no right to read it. Start the program as the file&apos;s owner or change the file&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name leads only to symbolic links that lead back to themselves. Choose the real file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name is that of a folder, not of a file. Choose the file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file cannot be opened. Look whether it and its folder can be read, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is writing to the database and keeps it locked. Close that program and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file is damaged: its content contradicts itself. That usually comes from a full disk, a crash or an incomplete copy. Use an intact copy or a backup of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a SQLite database, or it is encrypted. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database was not closed properly and must be recovered before it can be read. Start and close its application once, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file could not be read to its end. The disk or the network drive may be failing, or the file was cut short. Check the disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no space left on the disk that holds temporary files. Make room and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to read the database. Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQLite refused to read the database in a way that was not expected. The details say why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database gave no answer where one was expected. It may have been changed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a compressed archive. If a database is inside, unpack the archive and choose the unpacked file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a picture. Databases have other content; choose the right file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a sound or film file. Databases have other content; choose the right file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a program, not data. Choose the database that the program uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a document of an office or database program for Windows, which cannot be moved from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a DuckDB database, which is read in another way than SQLite&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a database of SQLite 2, which no current SQLite reads. Convert it with the old program: sqlite OLD .dump | sqlite3 NEW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the write-ahead log (-wal) of a database, a part of it. Choose the database itself; its log is then read along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the rollback journal of a database, a part of it. Choose the database itself; its journal is then read along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a backup of a PostgreSQL database. Use pg_restore for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is compressed with gzip. Unpack it (gunzip) and choose the unpacked file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a ZIP archive. If a database is inside, unpack the archive and choose the unpacked file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is an empty ZIP archive. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a PDF document. Databases have other content; choose the right file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is plain text. Choose the database itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is only the pointer that Git LFS leaves in place of a large file. Fetch the file itself with: git lfs pull</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a web page (HTML), as a failed download leaves behind. Download or copy the database again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is an XML document. Choose the database itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a JSON document. Choose the database itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a text of SQL commands, the dump of a database. Make a database of it first: sqlite3 NEW &lt; THIS_FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins with nothing but zero bytes, as an interrupted copy or a disk fault leaves behind. Use another copy or a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its bytes look random: it is encrypted or compressed in a way that is not known here. Decrypt or unpack it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is cannot be told from its content. Look whether it is the right file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key of a table names a column that the table does not have. The file&apos;s schema is damaged; use an intact copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is empty: the file has no bytes at all. The application may have made it without ever writing to it. There is nothing to move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a SQLite database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” seems to be an encrypted database, most likely one of SQLCipher: its bytes look random from the first one on. Decrypt it with the application or with its key first, and choose the decrypted file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is cut short: its end is missing. That usually comes from a copy or a download that was interrupted, or from a full disk. Copy it again, or use a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The beginning of “%1” is damaged: it was a SQLite database, but what it says about itself cannot be true. That usually comes from a disk fault or a program that wrote over it. Use another copy or a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is damaged: its content contradicts itself. That usually comes from a crash, a full or failing disk, or a copy made while the file was in use. Use an intact copy or a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is damaged: an index does not agree with its table. The rows themselves may be intact. Repair a copy of the file with SQLite&apos;s REINDEX command and choose that copy, or use a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQLite refuses to read “%1”. The file may have been made by a newer SQLite, need an extension of its application, or be damaged. The details say what SQLite stumbled over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no right to read “%1”. It usually belongs to another user. Start the program as that user, or have the file&apos;s permissions changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file “%1”. It may have been moved or renamed, or its name may be misspelt. Look for it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a link to a file that is not there. It was probably moved or deleted. Choose the file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a file here: it is too long. Look whether it is misspelt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file. Choose the database in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a file, not a folder. Choose the folder it lies in, or name the file as a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a link that leads back to itself. Choose the file that was meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a pipe between programs (FIFO), not a file with data. Choose the database itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a socket between programs, not a file with data. Choose the database itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a device, not a file with data. Choose the database itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name “%1” holds bytes that are no characters (they are shown as �), so the file cannot be named. It probably comes from an older system with another character set. Rename the file and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is locked: another program is writing to it and lets nobody else read. Close the application that uses it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” changes all the time, so no copy of it in one state can be made. Close the application that uses it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to read “%1”. Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There already is a file “%1”, and it is not replaced. Move it away or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder that the copy “%1” is to be put into is not there. Make it or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy “%1” cannot be written. You may have no right to write in its folder, or its disk may be read-only or failing. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be read to its end. The disk or the network drive may be failing. Check it, copy the file to another disk, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is too little room for the copy: it needs %1, and the disk of the folder “%2” has %3 left. Make room there, or choose a folder on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The room for the copy “%1” ran out while it was made, although it seemed enough: the disk is full now, or you have reached a limit set for you. The copy needs %2 in all. Make room and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table, column or index in this database has a name that is not readable text, so it cannot have that name in PostgreSQL. Rename it with the application or with a SQLite tool and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A definition in this database holds bytes that are not readable text (perhaps from an old program with another encoding), so it cannot be kept as it is. Correct it with a SQLite tool and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The definition of the table “%1” says something else than SQLite makes of it, and nothing is guessed here. It may have been changed by hand. Please report it with the text of the definition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A definition in the database is not understood at line %1, column %2. It may come from a newer SQLite or have been changed by hand. Please report it with the text of the definition.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui</name>
    <message>
        <source>Fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::CopyField</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::DataPage</name>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop them on this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should move to PostgreSQL?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is changed until you say so, and your files are only read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick what shall be moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s) chosen · %1 · %2 rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Add the folder of your application, or one of its database files: they often end in .sqlite3 or .db.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which files shall be moved?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which folder holds your data?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::HomeModel</name>
    <message>
        <source>SQLite file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL, but the file changed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQLite file, with a name that is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file that cannot be moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lives in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::HomePage</name>
    <message>
        <source>Found on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here is where your data lives today, and what you can do with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to PostgreSQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at your files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This takes a moment. Nothing is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data was named yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of your application, or drop it on this window. Files are only read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left to move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that was found is in PostgreSQL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s) still in SQLite files (%1)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Your files are only read, never changed, and every move can be rolled back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::SourceModel</name>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same private area as %1: choose one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other files</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::StepList</name>
    <message>
        <source>What helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::Trail</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::Window</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on moving</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::Wizard</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ui::WizardPage</name>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
