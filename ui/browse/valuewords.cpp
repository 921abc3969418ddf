// SPDX-License-Identifier: MIT
#include "ui/browse/valuewords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString timeText(const QTime &time)
{
    return time.toString(time.second() == 0 && time.msec() == 0 ? u"HH:mm"_s : u"HH:mm:ss"_s);
}

/// "2024-03-02 12:00:00.123456+00", or without the zone.
QString momentOf(const QString &exact)
{
    const bool hasZone = exact.endsWith(u"+00");
    QDateTime moment = QDateTime::fromString(hasZone ? QString(exact.chopped(3)) : exact, Qt::ISODateWithMs);
    if (!moment.isValid())
        return exact;
    if (hasZone) {
        moment.setTimeSpec(Qt::UTC);
        moment = moment.toLocalTime();
    }
    return QLocale().toString(moment.date(), dateFormat()) + u' ' + timeText(moment.time());
}

} // namespace

QString dateFormat()
{
    QString format = QLocale().dateFormat(QLocale::ShortFormat);
    return format.contains(u"yyyy") ? format : format.replace(u"yy"_s, u"yyyy"_s);
}

QString valueText(const browse::Column &column, const QString &exact)
{
    switch (column.kind) {
    case browse::ValueKind::Number:
        return QString(exact).replace(u'.', QLocale().decimalPoint());
    case browse::ValueKind::Boolean:
        return exact == u"t" ? QCoreApplication::translate("ui", "yes") : QCoreApplication::translate("ui", "no");
    case browse::ValueKind::Date: {
        const QDate date = QDate::fromString(exact, Qt::ISODate);
        return date.isValid() ? QLocale().toString(date, dateFormat()) : exact;
    }
    case browse::ValueKind::Moment:
        return momentOf(exact);
    case browse::ValueKind::Text:
    case browse::ValueKind::Bytes:
    case browse::ValueKind::Json:
    case browse::ValueKind::Other:
        break;
    }
    return exact;
}

QString onOneLine(QString text)
{
    text.replace(u"\r\n"_s, u"↵"_s);
    text.replace(u'\n', u'↵');
    text.replace(u'\r', u'↵');
    return text.replace(u'\t', u' ');
}

} // namespace ui
