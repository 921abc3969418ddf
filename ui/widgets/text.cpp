// SPDX-License-Identifier: MIT
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui", text);
}

/// Asked how high it is at a width that it will not be given, a label of limited width would say too little.
class Prose : public QLabel
{
public:
    using QLabel::QLabel;
    [[nodiscard]] int heightForWidth(int width) const override
    {
        return QLabel::heightForWidth(std::min(width, maximumWidth()));
    }
};

} // namespace

QLabel *label(const QString &text, TextRole role, Voice voice, QWidget *parent)
{
    auto *label = new Prose(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(textFont(role));
    label->setWordWrap(true);
    if (role == TextRole::Body || role == TextRole::Small)
        label->setMaximumWidth(scaled(proseWidth));
    setVoice(label, voice);
    return label;
}

void setVoice(QLabel *label, Voice voice)
{
    label->setForegroundRole(voice == Voice::Second ? QPalette::PlaceholderText : QPalette::WindowText);
}

QString countText(qint64 number)
{
    return QLocale().toString(number);
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString momentText(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    const QLocale locale;
    const bool halves = locale.timeFormat(QLocale::ShortFormat).contains(QLatin1String("ap"), Qt::CaseInsensitive);
    const QString clock = locale.toString(local.time(), halves ? QStringLiteral("h:mm AP") : QStringLiteral("HH:mm"));
    if (local.date() == QDate::currentDate())
        return tr("today %1").arg(clock);
    if (local.date() == QDate::currentDate().addDays(-1))
        return tr("yesterday %1").arg(clock);
    return locale.toString(local.date(), locale.dateFormat(QLocale::ShortFormat));
}

QString durationText(double seconds)
{
    constexpr int minute = 60;
    if (seconds < 10)
        return tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    if (seconds < minute)
        return tr("%1 s").arg(qRound(seconds));
    const int whole = qRound(seconds);
    return tr("%1 min %2 s").arg(whole / minute).arg(whole % minute);
}

} // namespace ui
