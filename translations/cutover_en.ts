<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>browse</name>
    <message numerus="yes">
        <source>%Ln table(s)</source>
        <translation>
            <numerusform>%Ln table</numerusform>
            <numerusform>%Ln tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 with about %Ln row(s) take up %2.</source>
        <translation>
            <numerusform>%1 with about %Ln row: %2.</numerusform>
            <numerusform>%1 with about %Ln rows: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connection(s) to the server are open, of %1 that it allows; %2 of them use this database.</source>
        <translation>
            <numerusform>%Ln connection to the server is open, of %1 that it allows; %2 of them to this database.</numerusform>
            <numerusform>%Ln connections to the server are open, of %1 that it allows; %2 of them to this database.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>since %Ln day(s)</source>
        <translation>
            <numerusform>for %Ln day</numerusform>
            <numerusform>for %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message numerus="yes">
        <source>– %n steps after that were not tried.</source>
        <translation>
            <numerusform>– %n step after that was not tried.</numerusform>
            <numerusform>– %n steps after that were not tried.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>migration</name>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are of another kind than the column is meant for (%4). They are kept complete in the attic, and their cells stay empty.</source>
        <translation>
            <numerusform>%1 values in column “%2” of table “%3” are of another kind than the column is meant for (%4). They are kept complete in the attic, and their cells stay empty.</numerusform>
            <numerusform>%1 values in column “%2” of table “%3” are of another kind than the column is meant for (%4). They are kept complete in the attic, and their cells stay empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are raw bytes among text. What can be read as text becomes text and it is remembered what it was; the rest is kept complete in the attic and its cells stay empty.</source>
        <translation>
            <numerusform>%1 values in column “%2” of table “%3” are raw bytes among text. What can be read as text becomes text and it is remembered what it was; the rest is kept complete in the attic and its cells stay empty.</numerusform>
            <numerusform>%1 values in column “%2” of table “%3” are raw bytes among text. What can be read as text becomes text and it is remembered what it was; the rest is kept complete in the attic and its cells stay empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is declared as %4, but %1 values are of another kind.</source>
        <translation>
            <numerusform>Column “%2” of table “%3” is declared as %4, but %1 values are of another kind.</numerusform>
            <numerusform>Column “%2” of table “%3” is declared as %4, but %1 values are of another kind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” holds different kinds of values. They all become %4, and for the %1 values that were something else it is remembered what they were.</source>
        <translation>
            <numerusform>Column “%2” of table “%3” holds different kinds of values. They all become %4, and for the %1 values that were something else it is remembered what they were.</numerusform>
            <numerusform>Column “%2” of table “%3” holds different kinds of values. They all become %4, and for the %1 values that were something else it is remembered what they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for dates, but holds %1 numbers instead, perhaps seconds since 1970. It stays a column of %4: what the numbers count is not guessed.</source>
        <translation>
            <numerusform>Column “%2” of table “%3” is meant for dates, but holds %1 numbers instead, perhaps seconds since 1970. It stays a column of %4: what the numbers count is not guessed.</numerusform>
            <numerusform>Column “%2” of table “%3” is meant for dates, but holds %1 numbers instead, perhaps seconds since 1970. It stays a column of %4: what the numbers count is not guessed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 dates in column “%2” of table “%3” are not in the calendar, or finer than a millionth of a second. The whole column becomes text, so that they stay as they are; the database will not treat it as dates.</source>
        <translation>
            <numerusform>%1 dates in column “%2” of table “%3” are not in the calendar, or finer than a millionth of a second. The whole column becomes text, so that they stay as they are; the database will not treat it as dates.</numerusform>
            <numerusform>%1 dates in column “%2” of table “%3” are not in the calendar, or finer than a millionth of a second. The whole column becomes text, so that they stay as they are; the database will not treat it as dates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is declared as %4, but %1 values are not dates in a form that we know. The whole column becomes text, so that nothing is lost; the database will not treat it as dates.</source>
        <translation>
            <numerusform>Column “%2” of table “%3” is declared as %4, but %1 values are not dates in a form that we know. The whole column becomes text, so that nothing is lost; the database will not treat it as dates.</numerusform>
            <numerusform>Column “%2” of table “%3” is declared as %4, but %1 values are not dates in a form that we know. The whole column becomes text, so that nothing is lost; the database will not treat it as dates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 dates in column “%2” of table “%3” are written in different ways, and none is usual enough to make the others exceptions. The column becomes text, so that each stays as it is written.</source>
        <translation>
            <numerusform>The %1 dates in column “%2” of table “%3” are written in different ways, and none is usual enough to make the others exceptions. The column becomes text, so that each stays as it is written.</numerusform>
            <numerusform>The %1 dates in column “%2” of table “%3” are written in different ways, and none is usual enough to make the others exceptions. The column becomes text, so that each stays as it is written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 dates in column “%2” of table “%3” are written differently from the rest. They become dates like the others, and how each was written is remembered.</source>
        <translation>
            <numerusform>%1 dates in column “%2” of table “%3” are written differently from the rest. They become dates like the others, and how each was written is remembered.</numerusform>
            <numerusform>%1 dates in column “%2” of table “%3” are written differently from the rest. They become dates like the others, and how each was written is remembered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 values in column “%2” of table “%3” are words for yes or no. They become a real yes or no, and the words are remembered.</source>
        <translation>
            <numerusform>%1 values in column “%2” of table “%3” are words for yes or no. They become a real yes or no, and the words are remembered.</numerusform>
            <numerusform>%1 values in column “%2” of table “%3” are words for yes or no. They become a real yes or no, and the words are remembered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for yes or no, but %1 values are other numbers than 0 and 1. It becomes a column of %4.</source>
        <translation>
            <numerusform>Column “%2” of table “%3” is meant for yes or no, but %1 values are other numbers than 0 and 1. It becomes a column of %4.</numerusform>
            <numerusform>Column “%2” of table “%3” is meant for yes or no, but %1 values are other numbers than 0 and 1. It becomes a column of %4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for yes or no, but %1 values are words: too many to remember each, or the column tells rows apart. It becomes text.</source>
        <translation>
            <numerusform>Column “%2” of table “%3” is meant for yes or no, but %1 values are words: too many to remember each, or the column tells rows apart. It becomes text.</numerusform>
            <numerusform>Column “%2” of table “%3” is meant for yes or no, but %1 values are words: too many to remember each, or the column tells rows apart. It becomes text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Column “%2” of table “%3” is meant for JSON, but %1 values are not valid JSON. The column becomes text, which holds them as they are.</source>
        <translation>
            <numerusform>Column “%2” of table “%3” is meant for JSON, but %1 values are not valid JSON. The column becomes text, which holds them as they are.</numerusform>
            <numerusform>Column “%2” of table “%3” is meant for JSON, but %1 values are not valid JSON. The column becomes text, which holds them as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 values in column “%2” of table “%3” are stored as jsonb, which spells them anew. The original texts are remembered.</source>
        <translation>
            <numerusform>The %1 values in column “%2” of table “%3” are stored as jsonb, which spells them anew. The original texts are remembered.</numerusform>
            <numerusform>The %1 values in column “%2” of table “%3” are stored as jsonb, which spells them anew. The original texts are remembered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 texts in column “%2” of table “%3” contain a character with the code zero, which PostgreSQL cannot store in text.</source>
        <translation>
            <numerusform>%1 texts in column “%2” of table “%3” contain a character with the code zero, which PostgreSQL cannot store in text.</numerusform>
            <numerusform>%1 texts in column “%2” of table “%3” contain a character with the code zero, which PostgreSQL cannot store in text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 texts in column “%2” of table “%3” contain bytes that are not text (not UTF-8), which PostgreSQL cannot store in text.</source>
        <translation>
            <numerusform>%1 texts in column “%2” of table “%3” contain bytes that are not text (not UTF-8), which PostgreSQL cannot store in text.</numerusform>
            <numerusform>%1 texts in column “%2” of table “%3” contain bytes that are not text (not UTF-8), which PostgreSQL cannot store in text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their cells keep the readable part, and the complete originals are kept in the attic.</source>
        <translation>
            <numerusform>Their cells keep the readable part, and the complete originals are kept in the attic.</numerusform>
            <numerusform>Their cells keep the readable part, and the complete originals are kept in the attic.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their cells stay empty, and the complete originals are kept in the attic.</source>
        <translation>
            <numerusform>Their cells stay empty, and the complete originals are kept in the attic.</numerusform>
            <numerusform>Their cells stay empty, and the complete originals are kept in the attic.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%3” have no value in column “%2”, although the column demands one. They stay as they are; new rows need a value, and those rows can be changed only if they get one.</source>
        <translation>
            <numerusform>%1 rows of table “%3” have no value in column “%2”, although the column demands one. They stay as they are; new rows need a value, and those rows can be changed only if they get one.</numerusform>
            <numerusform>%1 rows of table “%3” have no value in column “%2”, although the column demands one. They stay as they are; new rows need a value, and those rows can be changed only if they get one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” have no value in their primary key %3, which SQLite allows and PostgreSQL does not. The rows are kept; the key becomes a rule that values must be unique.</source>
        <translation>
            <numerusform>%1 rows of table “%2” have no value in their primary key %3, which SQLite allows and PostgreSQL does not. The rows are kept; the key becomes a rule that values must be unique.</numerusform>
            <numerusform>%1 rows of table “%2” have no value in their primary key %3, which SQLite allows and PostgreSQL does not. The rows are kept; the key becomes a rule that values must be unique.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” refer, by %3, to rows of “%4” that are not there. They were like that in SQLite and stay as they are. The rule holds for new rows, and a change of such a reference is refused unless it names a row that is there.</source>
        <translation>
            <numerusform>%1 rows of table “%2” refer, by %3, to rows of “%4” that are not there. They were like that in SQLite and stay as they are. The rule holds for new rows, and a change of such a reference is refused unless it names a row that is there.</numerusform>
            <numerusform>%1 rows of table “%2” refer, by %3, to rows of “%4” that are not there. They were like that in SQLite and stay as they are. The rule holds for new rows, and a change of such a reference is refused unless it names a row that is there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows of table “%2” are not in the new table, because they refer to rows that are not there or that were set aside themselves. You chose so. The whole rows are kept in cutover.attic.</source>
        <translation>
            <numerusform>%1 rows of table “%2” are not in the new table, because they refer to rows that are not there or that were set aside themselves. You chose so. The whole rows are kept in cutover.attic.</numerusform>
            <numerusform>%1 rows of table “%2” are not in the new table, because they refer to rows that are not there or that were set aside themselves. You chose so. The whole rows are kept in cutover.attic.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is for one source, because all its tables would go into one schema, but %n were found. Name the one file with --sqlite-file, or leave the option out.</source>
        <translation>
            <numerusform>%1 is for one source, because all its tables would go into one schema, but %n was found. Name the one file with --sqlite-file, or leave the option out.</numerusform>
            <numerusform>%1 is for one source, because all its tables would go into one schema, but %n were found. Name the one file with --sqlite-file, or leave the option out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n others</source>
        <translation>
            <numerusform>%1 and %n other</numerusform>
            <numerusform>%1 and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postgres</name>
    <message numerus="yes">
        <source>%n of at most %1 connections are free.</source>
        <translation>
            <numerusform>%n of at most %1 connections is free.</numerusform>
            <numerusform>%n of at most %1 connections are free.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n of at most %1 connections are free. Close other programs that use the server, or raise max_connections.</source>
        <translation>
            <numerusform>Only %n of at most %1 connections is free. Close other programs that use the server, or raise max_connections.</numerusform>
            <numerusform>Only %n of at most %1 connections are free. Close other programs that use the server, or raise max_connections.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui</name>
    <message numerus="yes">
        <source>%n row(s) of “%1” name a row of “%2” that is not there</source>
        <translation>
            <numerusform>%n row of “%1” names a row of “%2” that is not there</numerusform>
            <numerusform>%n rows of “%1” name rows of “%2” that are not there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) name another row that is not there</source>
        <translation>
            <numerusform>%n row names another row that is not there</numerusform>
            <numerusform>%n rows name other rows that are not there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) in “%2” of “%1” hold characters that PostgreSQL cannot keep in text</source>
        <translation>
            <numerusform>%n text in “%2” of “%1” holds characters that PostgreSQL cannot keep in text</numerusform>
            <numerusform>%n texts in “%2” of “%1” hold characters that PostgreSQL cannot keep in text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) hold characters that PostgreSQL cannot keep in text</source>
        <translation>
            <numerusform>%n text holds characters that PostgreSQL cannot keep in text</numerusform>
            <numerusform>%n texts hold characters that PostgreSQL cannot keep in text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) in “%2” of “%1” are of another kind than the rest</source>
        <translation>
            <numerusform>%n value in “%2” of “%1” is of another kind than the rest</numerusform>
            <numerusform>%n values in “%2” of “%1” are of another kind than the rest</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are of another kind than the rest of their column</source>
        <translation>
            <numerusform>%n value is of another kind than the rest of its column</numerusform>
            <numerusform>%n values are of another kind than the rest of their column</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) in “%2” of “%1” are raw bytes among text</source>
        <translation>
            <numerusform>%n value in “%2” of “%1” is raw bytes among text</numerusform>
            <numerusform>%n values in “%2” of “%1” are raw bytes among text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are raw bytes among text</source>
        <translation>
            <numerusform>%n value is raw bytes among text</numerusform>
            <numerusform>%n values are raw bytes among text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s)</source>
        <translation>
            <numerusform>%n creator</numerusform>
            <numerusform>%n creators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n row(s)</source>
        <translation>
            <numerusform>about %n row</numerusform>
            <numerusform>about %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more link(s)</source>
        <translation>
            <numerusform>and %Ln more link</numerusform>
            <numerusform>and %Ln more links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln row(s)</source>
        <translation>
            <numerusform>about %Ln row</numerusform>
            <numerusform>about %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln table(s)</source>
        <translation>
            <numerusform>%Ln table</numerusform>
            <numerusform>%Ln tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s)</source>
        <translation>
            <numerusform>%Ln link</numerusform>
            <numerusform>%Ln links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more column(s)</source>
        <translation>
            <numerusform>%Ln more column</numerusform>
            <numerusform>%Ln more columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, about %Ln row(s)</source>
        <translation>
            <numerusform>%1, about %Ln row</numerusform>
            <numerusform>%1, about %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected row(s)</source>
        <translation>
            <numerusform>The %Ln selected row</numerusform>
            <numerusform>The %Ln selected rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln column(s) of them</source>
        <translation>
            <numerusform>%1, %Ln column of them</numerusform>
            <numerusform>%1, %Ln columns of them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DataPage</name>
    <message numerus="yes">
        <source>%n creator(s) chosen · %1 · %2 rows</source>
        <translation>
            <numerusform>%n creator chosen · %1 · %2 rows</numerusform>
            <numerusform>%n creators chosen · %1 · %2 rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DonePage</name>
    <message numerus="yes">
        <source>Retry %n creator(s)</source>
        <translation>
            <numerusform>Retry %n creator</numerusform>
            <numerusform>Retry %n creators</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ExamplesDialog</name>
    <message numerus="yes">
        <source>The first %Ln row(s). There are more.</source>
        <translation>
            <numerusform>The first %Ln row. There are more.</numerusform>
            <numerusform>The first %Ln rows. There are more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s), all of them.</source>
        <translation>
            <numerusform>%Ln row, all of them.</numerusform>
            <numerusform>%Ln rows, all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HomePage</name>
    <message numerus="yes">
        <source>%n creator(s) still in SQLite files (%1)</source>
        <translation>
            <numerusform>%n creator still in SQLite files (%1)</numerusform>
            <numerusform>%n creators still in SQLite files (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n place(s)</source>
        <translation>
            <numerusform>in %n place</numerusform>
            <numerusform>in %n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::InterruptedCard</name>
    <message numerus="yes">
        <source>The move of %1 (%n creator(s)) ended before it was done: usually the computer or the program was shut down. Your SQLite files are untouched. What had arrived is whole, and what was on its way shows nowhere. Resuming goes on where it broke off, from the safety copies.</source>
        <translation>
            <numerusform>The move of %1 (%n creator) ended before it was done: usually the computer or the program was shut down. Your SQLite files are untouched. What had arrived is whole, and what was on its way shows nowhere. Resuming goes on where it broke off, from the safety copies.</numerusform>
            <numerusform>The move of %1 (%n creators) ended before it was done: usually the computer or the program was shut down. Your SQLite files are untouched. What had arrived is whole, and what was on its way shows nowhere. Resuming goes on where it broke off, from the safety copies.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PictureView</name>
    <message numerus="yes">
        <source>There are %Ln table(s) here, more than one picture can show well. Choose one in the list: then it is drawn with the tables that it is linked with.</source>
        <translation>
            <numerusform>There is %Ln table here, more than one picture can show well. Choose one in the list: then it is drawn with the tables that it is linked with.</numerusform>
            <numerusform>There are %Ln tables here, more than one picture can show well. Choose one in the list: then it is drawn with the tables that it is linked with.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranging %Ln table(s) …</source>
        <translation>
            <numerusform>Arranging %Ln table …</numerusform>
            <numerusform>Arranging %Ln tables …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more table(s) of other schemas refer to these.</source>
        <translation>
            <numerusform>%Ln more table of other schemas refers to these.</numerusform>
            <numerusform>%Ln more tables of other schemas refer to these.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only one table and what it is linked with; there is/are %Ln in all.</source>
        <translation>
            <numerusform>Only one table and what it is linked with; there is %Ln in all.</numerusform>
            <numerusform>Only one table and what it is linked with; there are %Ln in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Plan</name>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>about %n second</numerusform>
            <numerusform>about %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PlanPage</name>
    <message numerus="yes">
        <source>%n creator(s) become private areas in one database</source>
        <translation>
            <numerusform>%n creator becomes a private area in one database</numerusform>
            <numerusform>%n creators become private areas in one database</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s) on what will be different; nothing to decide</source>
        <translation>
            <numerusform>%n remark on what will be different; nothing to decide</numerusform>
            <numerusform>%n remarks on what will be different; nothing to decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s) were moved before</source>
        <translation>
            <numerusform>%n creator was moved before</numerusform>
            <numerusform>%n creators were moved before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln example(s)</source>
        <translation>
            <numerusform>All %Ln example</numerusform>
            <numerusform>All %Ln examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RefusedCard</name>
    <message numerus="yes">
        <source>%n creator(s) cannot be moved</source>
        <translation>
            <numerusform>%n creator cannot be moved</numerusform>
            <numerusform>%n creators cannot be moved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RemarkModel</name>
    <message numerus="yes">
        <source>%1 and %n more: %2</source>
        <translation>
            <numerusform>%1 and %n more: %2</numerusform>
            <numerusform>%1 and %n more: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Report</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped by you. %1 of %n creator(s) had arrived.</source>
        <translation>
            <numerusform>Stopped by you. %1 of %n creator had arrived.</numerusform>
            <numerusform>Stopped by you. %1 of %n creators had arrived.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n creator(s) arrived.</source>
        <translation>
            <numerusform>%1 of %n creator arrived.</numerusform>
            <numerusform>%1 of %n creators arrived.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n creator(s) arrived. %2 did not.</source>
        <translation>
            <numerusform>%1 of %n creator arrived. %2 did not.</numerusform>
            <numerusform>%1 of %n creators arrived. %2 did not.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n creator(s)</source>
        <translation>
            <numerusform>%n creator</numerusform>
            <numerusform>%n creators</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReportDocument</name>
    <message numerus="yes">
        <source>%1 rows, %2 values compared, %Ln value(s) in the attic</source>
        <translation>
            <numerusform>%1 rows, %2 values compared, %Ln value in the attic</numerusform>
            <numerusform>%1 rows, %2 values compared, %Ln values in the attic</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReportView</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rows of %n creator(s)</source>
        <translation>
            <numerusform>rows of %n creator</numerusform>
            <numerusform>rows of %n creators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>value(s) in the attic</source>
        <translation>
            <numerusform>value in the attic</numerusform>
            <numerusform>values in the attic</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more reason(s) are in the report.</source>
        <translation>
            <numerusform>%n more reason is in the report.</numerusform>
            <numerusform>%n more reasons are in the report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more note(s) are in the report.</source>
        <translation>
            <numerusform>%n more note is in the report.</numerusform>
            <numerusform>%n more notes are in the report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) to read</source>
        <translation>
            <numerusform>%n note to read</numerusform>
            <numerusform>%n notes to read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RollbackCard</name>
    <message numerus="yes">
        <source>%1 has %n more row(s) than were moved, in: %2.</source>
        <translation>
            <numerusform>%1 has %n more row than was moved, in: %2.</numerusform>
            <numerusform>%1 has %n more rows than were moved, in: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n private area(s) and roll back</source>
        <translation>
            <numerusform>Remove %n private area and roll back</numerusform>
            <numerusform>Remove %n private areas and roll back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunModel</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunPage</name>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ServerPage</name>
    <message numerus="yes">
        <source>It holds %1 in %n private area(s). All of it is deleted from this computer.</source>
        <translation>
            <numerusform>It holds %1 in %n private area. All of it is deleted from this computer.</numerusform>
            <numerusform>It holds %1 in %n private areas. All of it is deleted from this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n private area(s)</source>
        <translation>
            <numerusform>%1 in %n private area</numerusform>
            <numerusform>%1 in %n private areas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>this program, %n connection(s)</source>
        <translation>
            <numerusform>this program, %n connection</numerusform>
            <numerusform>this program, %n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SourceModel</name>
    <message numerus="yes">
        <source>%n creator(s)</source>
        <translation>
            <numerusform>%n creator</numerusform>
            <numerusform>%n creators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n folder</numerusform>
            <numerusform>%n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SqlView</name>
    <message numerus="yes">
        <source>at most %Ln row(s)</source>
        <translation>
            <numerusform>at most %Ln row</numerusform>
            <numerusform>at most %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) so far …</source>
        <translation>
            <numerusform>%Ln row so far …</numerusform>
            <numerusform>%Ln rows so far …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StructureView</name>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TestCard</name>
    <message numerus="yes">
        <source>usable, with %n remark(s)</source>
        <translation>
            <numerusform>usable, with %n remark</numerusform>
            <numerusform>usable, with %n remarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ValueDialog</name>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n letter</numerusform>
            <numerusform>%n letters</numerusform>
        </translation>
    </message>
</context>
</TS>
