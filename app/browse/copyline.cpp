// SPDX-License-Identifier: MIT
#include "browse/copyline.h"

namespace browse {

namespace {

char meantBy(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return letter;
    }
}

void readField(QByteArrayView field, std::optional<QByteArray> &value)
{
    if (field == QByteArrayView("\\N")) {
        value.reset();
        return;
    }
    QByteArray text(field.data(), field.size());
    if (const qsizetype first = text.indexOf('\\'); first >= 0) {
        qsizetype to = first;
        for (qsizetype from = first; from < field.size(); ++from)
            text[to++] = field[from] == '\\' && from + 1 < field.size() ? meantBy(field[++from]) : field[from];
        text.truncate(to);
    }
    value = std::move(text);
}

} // namespace

void readCopyLine(QByteArrayView line, CopyFields &fields)
{
    fields.clear();
    if (line.endsWith('\n'))
        line.chop(1);
    while (true) {
        const qsizetype end = line.indexOf('\t');
        fields.emplace_back();
        readField(end < 0 ? line : line.first(end), fields.back());
        if (end < 0)
            return;
        line = line.sliced(end + 1);
    }
}

} // namespace browse
