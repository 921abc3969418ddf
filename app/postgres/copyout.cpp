// SPDX-License-Identifier: MIT
#include "postgres/copyout.h"

#include "postgres/copyresult.h"

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace postgres {

CopyOut::CopyOut(Reader &reader, QString doing, std::stop_token stop)
    : m_reader(reader), m_doing(std::move(doing)), m_stop(std::move(stop))
{
}

CopyOut::~CopyOut()
{
    PQfreemem(m_chunk);
    PGconn *const handle = m_reader.handle();
    if (m_copying) {
        m_reader.noteStopped();
        if (PGcancel *const request = PQgetCancel(handle)) {
            char words[256];
            PQcancel(request, words, sizeof words);
            PQfreeCancel(request);
        }
        char *chunk = nullptr;
        while (PQgetCopyData(handle, &chunk, 0) > 0)
            PQfreemem(chunk);
        while (const CopyResult rest{PQgetResult(handle)}) {
            if (!m_reader.alive())
                break;
        }
    }
    m_cancel.reset();
    if (m_begun && m_reader.alive())
        static_cast<void>(m_reader.exchange(u"ROLLBACK"_s, m_doing));
}

base::Result<void> CopyOut::begin()
{
    if (m_stop.stop_requested())
        return base::failStopped();
    if (m_begun)
        return {};
    const auto begun = m_reader.exchange(
        u"BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL "
        "intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 3; SET LOCAL "
        "bytea_output "
        "= 'hex'; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '10s'; SELECT 1"_s,
        m_doing);
    m_begun = true;
    return begun ? base::Result<void>() : base::Result<void>(base::fail(begun.error()));
}

base::Result<void> CopyOut::start(const QString &copySql)
{
    if (auto begun = begin(); !begun)
        return begun;
    m_cancel = cancelOnStop(m_reader.handle(), m_stop);
    const CopyResult result(PQexec(m_reader.handle(), copySql.toUtf8().constData()));
    m_copying = PQresultStatus(result.get()) == PGRES_COPY_OUT;
    if (m_stop.stop_requested())
        return base::failStopped();
    if (!m_copying)
        return base::fail(m_reader.lastError(m_doing, result.get()));
    return {};
}

base::Result<QByteArrayView> CopyOut::next()
{
    PQfreemem(std::exchange(m_chunk, nullptr));
    if (!m_copying)
        return QByteArrayView();
    if (m_stop.stop_requested())
        return base::failStopped();
    const int size = PQgetCopyData(m_reader.handle(), &m_chunk, 0);
    if (size <= 0)
        return finish();
    return QByteArrayView(m_chunk, size);
}

base::Result<QByteArrayView> CopyOut::finish()
{
    m_copying = false;
    const CopyResult result(PQgetResult(m_reader.handle()));
    const bool fine = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
    const base::Error error = fine ? base::Error() : m_reader.lastError(m_doing, result.get());
    while (const CopyResult rest{PQgetResult(m_reader.handle())}) {
        if (!m_reader.alive())
            break;
    }
    if (m_stop.stop_requested()) {
        m_reader.noteStopped();
        if (!fine)
            return base::failStopped();
    }
    return fine ? base::Result<QByteArrayView>(QByteArrayView()) : base::Result<QByteArrayView>(base::fail(error));
}

} // namespace postgres
