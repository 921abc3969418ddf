// SPDX-License-Identifier: MIT
#include "browse/export.h"

#include "postgres/copyout.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr qint64 sinkEveryMilliseconds = 100;
constexpr qsizetype writeAtOnce = qsizetype{256} * 1024;

/// JSON has no control characters of its own, so with these as quote and separator nothing in a line is changed.
QString copySql(const ExportRequest &request)
{
    switch (request.format) {
    case ExportFormat::Csv:
        return u"COPY ("_s + request.select + u"\n) TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')"_s;
    case ExportFormat::JsonLines:
        return u"COPY (SELECT pg_catalog.row_to_json(r) FROM ("_s + request.select +
               u"\n) AS r) TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02', ENCODING 'UTF8')"_s;
    }
    return {};
}

base::Error fileError(const QSaveFile &file)
{
    return {u"file"_s,
            QCoreApplication::translate("browse",
                                        "The file %1 cannot be written. Usually its folder is not there or may "
                                        "not be written to, or the disk is full. Choose another place, or make "
                                        "room. What was there before is unchanged.")
                .arg(file.fileName()),
            file.errorString()};
}

/// Takes lines until there are enough of them for the disk.
class LineFile
{
public:
    LineFile(const QString &path, const ExportSink &sink) : m_file(path), m_sink(sink) { m_clock.start(); }

    base::Result<void> open() { return checked(m_file.open(QIODevice::WriteOnly)); }

    base::Result<void> write(QByteArrayView lines)
    {
        m_buffer.append(lines.data(), lines.size());
        m_progress.bytes += lines.size();
        ++m_progress.rows;
        return m_buffer.size() < writeAtOnce ? base::Result<void>() : flush();
    }

    base::Result<ExportProgress> finish(qint64 linesBeforeRows)
    {
        if (const auto flushed = flush(); !flushed)
            return base::fail(flushed.error());
        if (!m_file.commit())
            return base::fail(fileError(m_file));
        m_progress.rows -= linesBeforeRows;
        return m_progress;
    }

private:
    base::Result<void> flush()
    {
        const bool written = m_file.write(m_buffer) == m_buffer.size();
        m_buffer.resize(0);
        if (m_sink && m_clock.elapsed() >= sinkEveryMilliseconds) {
            m_sink(m_progress);
            m_clock.start();
        }
        return checked(written);
    }

    base::Result<void> checked(bool fine) const
    {
        return fine ? base::Result<void>() : base::Result<void>(base::fail(fileError(m_file)));
    }

    QSaveFile m_file;
    const ExportSink &m_sink;
    QByteArray m_buffer;
    QElapsedTimer m_clock;
    ExportProgress m_progress;
};

} // namespace

/// libpq hands over one row at a time.
base::Result<ExportProgress> exportRows(postgres::Reader &reader, const ExportRequest &request, const ExportSink &sink,
                                        const std::stop_token &stop)
{
    LineFile file(request.path, sink);
    if (const auto opened = file.open(); !opened)
        return base::fail(opened.error());
    postgres::CopyOut rows(reader, QCoreApplication::translate("browse", "reading the rows to export"), stop);
    if (const auto started = rows.start(copySql(request)); !started)
        return base::fail(started.error());
    while (true) {
        const auto lines = rows.next();
        if (!lines)
            return base::fail(lines.error());
        if (lines->isEmpty())
            return file.finish(request.format == ExportFormat::Csv ? 1 : 0);
        if (const auto written = file.write(*lines); !written)
            return base::fail(written.error());
    }
}

} // namespace browse
