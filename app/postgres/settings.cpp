// SPDX-License-Identifier: MIT
#include "postgres/settings.h"

using namespace Qt::StringLiterals;

namespace postgres {

QString Settings::describe() const
{
    QString text;
    if (!user.isEmpty())
        text += user + u'@';
    if (!host.isEmpty())
        text += host;
    else
        text += !service.isEmpty() ? u"service "_s + service : qEnvironmentVariable("PGHOST", u"localhost"_s);
    if (!port.isEmpty())
        text += u':' + port;
    if (!database.isEmpty())
        text += u'/' + database;
    return text;
}

} // namespace postgres
