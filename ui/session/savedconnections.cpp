// SPDX-License-Identifier: MIT
#include "ui/session/savedconnections.h"

#include <QSettings>
#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype mostKept = 100;
constexpr QLatin1String listKey("browse/connections");
constexpr QLatin1String nameKey("name");
constexpr QLatin1String moreKey("more");

struct Field
{
    QLatin1String key;
    QString TargetForm::*place;
};

/// Everything of a form that is a text of its own; the password is none.
constexpr std::array fields{
    Field{QLatin1String("host"), &TargetForm::host},
    Field{QLatin1String("port"), &TargetForm::port},
    Field{QLatin1String("database"), &TargetForm::database},
    Field{QLatin1String("user"), &TargetForm::user},
    Field{QLatin1String("encryption"), &TargetForm::sslMode},
    Field{QLatin1String("authority"), &TargetForm::authority},
    Field{QLatin1String("certificate"), &TargetForm::certificate},
    Field{QLatin1String("key"), &TargetForm::key},
    Field{QLatin1String("service"), &TargetForm::service},
};

/// Of what a pasted address said besides: no passphrase of a key, no secret of a sign-in.
bool isSecret(const QString &keyword)
{
    return keyword.contains(u"password"_s) || keyword.contains(u"secret"_s);
}

SavedConnection read(QSettings &settings)
{
    SavedConnection connection{.name = settings.value(nameKey).toString(), .form = {}};
    for (const Field &field : fields)
        connection.form.*field.place = settings.value(field.key).toString();
    settings.beginGroup(moreKey);
    const QStringList keywords = settings.childKeys();
    for (const QString &keyword : keywords)
        connection.form.more.insert(keyword, settings.value(keyword).toString());
    settings.endGroup();
    return connection;
}

void write(QSettings &settings, const SavedConnection &connection)
{
    settings.setValue(nameKey, connection.name);
    for (const Field &field : fields)
        settings.setValue(field.key, connection.form.*field.place);
    settings.beginGroup(moreKey);
    for (auto one = connection.form.more.begin(); one != connection.form.more.end(); ++one) {
        if (!isSecret(one.key()))
            settings.setValue(one.key(), one.value());
    }
    settings.endGroup();
}

} // namespace

QList<SavedConnection> savedConnections()
{
    QSettings settings;
    QList<SavedConnection> connections;
    const int count = settings.beginReadArray(listKey);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        connections.append(read(settings));
    }
    settings.endArray();
    return connections;
}

void saveConnections(const QList<SavedConnection> &connections)
{
    QSettings settings;
    settings.remove(listKey);
    const QList<SavedConnection> kept = connections.mid(std::max<qsizetype>(0, connections.size() - mostKept));
    settings.beginWriteArray(listKey, int(kept.size()));
    for (qsizetype i = 0; i < kept.size(); ++i) {
        settings.setArrayIndex(int(i));
        write(settings, kept[i]);
    }
    settings.endArray();
}

} // namespace ui
