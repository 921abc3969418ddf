// SPDX-License-Identifier: MIT
#include "browse/layout.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace Qt::StringLiterals;
using browse::Layout;
using browse::LayoutBox;
using browse::LayoutRequest;

namespace {

/// PATH as it shall be for a while.
class Path
{
public:
    explicit Path(const QString &path) : m_before(qgetenv("PATH")) { qputenv("PATH", QFile::encodeName(path)); }
    ~Path() { qputenv("PATH", m_before); }
    Path(const Path &) = delete;
    Path &operator=(const Path &) = delete;

private:
    QByteArray m_before;
};

/// A program of that name that does something else.
void makeDot(const QDir &folder, const QByteArray &does)
{
    QFile script(folder.filePath(u"dot"_s));
    if (!script.open(QIODevice::WriteOnly))
        qFatal("A script could not be made.");
    script.write("#!/bin/sh\n" + does + '\n');
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// Boxes of one column and a title; each line leads from the column of one to that of another.
LayoutRequest request(int boxes, const QList<std::pair<int, int>> &lines)
{
    LayoutRequest request;
    for (int i = 0; i < boxes; ++i)
        request.boxes.append({.width = 120.0 + i % 50, .rows = {30, 22, 22}});
    for (const auto &[from, to] : lines)
        request.lines.append({.from = from, .fromRow = 2, .to = to, .toRow = 1});
    return request;
}

Layout checked(const base::Result<Layout> &layout)
{
    if (!layout)
        qFatal("%s", qPrintable(layout.error().message + layout.error().detail));
    return *layout;
}

bool overlap(const QList<QRectF> &boxes)
{
    for (qsizetype i = 0; i < boxes.size(); ++i)
        for (qsizetype j = i + 1; j < boxes.size(); ++j)
            if (boxes.at(i).intersects(boxes.at(j)))
                return true;
    return false;
}

} // namespace

Q_DECLARE_METATYPE(browse::LayoutRequest)

class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesEndAtTheirRows();
    void shapes_data();
    void shapes();
    void manyAroundOneAreNoTower();
    void nothing();
    void notInstalled();
    void endsBadly_data();
    void endsBadly();
    void takesTooLong();
    void stops();
};

void TestLayout::linesEndAtTheirRows()
{
    const LayoutRequest asked = request(3, {{0, 1}, {2, 1}});
    const Layout layout = checked(browse::layOut(asked));
    QCOMPARE(layout.boxes.size(), 3);
    QCOMPARE(layout.boxes[0].size(), QSizeF(120, 74));
    QVERIFY(layout.boxes[0].right() < layout.boxes[1].left()); // whoever is named stands on the right
    for (int i = 0; i < 2; ++i) {
        const QRectF from = layout.boxes[asked.lines[i].from];
        const QPointF first = layout.lines[i].first();
        const QPointF last = layout.lines[i].last();
        QVERIFY(std::abs(first.x() - from.right()) < 2 && std::abs(first.y() - (from.top() + 63)) < 2);
        QVERIFY(std::abs(last.x() - layout.boxes[1].left()) < 2 &&
                std::abs(last.y() - (layout.boxes[1].top() + 41)) < 2);
    }
}

void TestLayout::shapes_data()
{
    QTest::addColumn<LayoutRequest>("asked");
    QTest::addRow("alone") << request(1, {});
    QTest::addRow("to itself") << request(1, {{0, 0}});
    QTest::addRow("each to the other") << request(2, {{0, 1}, {1, 0}});
    QTest::addRow("round") << request(3, {{0, 1}, {1, 2}, {2, 0}});
    QTest::addRow("twice") << request(2, {{0, 1}, {0, 1}});
    QTest::addRow("no links") << request(30, {});
    LayoutRequest wide = request(2, {{0, 1}});
    wide.boxes[0].rows.resize(1601, 22.0);
    wide.lines[0].fromRow = 1600;
    QTest::addRow("1,600 columns") << wide;
    QList<std::pair<int, int>> lines;
    for (int i = 1; i < 200; ++i)
        lines += {i, i * 7 % i};
    for (int i = 8; i < 200; i += 2)
        lines += {i, i - 7};
    QTest::addRow("200 boxes") << request(200, lines);
}

void TestLayout::shapes()
{
    QFETCH(const LayoutRequest, asked);
    const Layout layout = checked(browse::layOut(asked));
    QCOMPARE(layout.boxes.size(), asked.boxes.size());
    QCOMPARE(layout.lines.size(), asked.lines.size());
    QVERIFY(!overlap(layout.boxes));
    for (const QRectF &box : layout.boxes)
        QVERIFY(QRectF({-1, -1}, layout.size + QSizeF(2, 2)).contains(box));
    for (const auto &line : layout.lines)
        QCOMPARE(line.size() % 3, 1);
}

void TestLayout::manyAroundOneAreNoTower()
{
    QList<std::pair<int, int>> lines;
    for (int i = 1; i <= 100; ++i)
        lines += {i, 0};
    const Layout layout = checked(browse::layOut(request(101, lines)));
    QVERIFY2(layout.size.height() < 4 * layout.size.width(),
             qPrintable(u"%1 × %2"_s.arg(layout.size.width()).arg(layout.size.height())));
}

void TestLayout::nothing()
{
    const Path nowhere(u"/nowhere"_s);
    QVERIFY(checked(browse::layOut({})).boxes.isEmpty());
}

void TestLayout::notInstalled()
{
    const Path nowhere(u"/nowhere"_s);
    const auto layout = browse::layOut(request(1, {}));
    QVERIFY(!layout);
    QCOMPARE(layout.error().code, u"no-dot"_s);
    QVERIFY(layout.error().message.contains(u"graphviz"_s));
}

void TestLayout::endsBadly_data()
{
    QTest::addColumn<QByteArray>("does");
    QTest::addRow("says no") << QByteArray("echo 'Format: \"json0\" not recognized' >&2; exit 1");
    QTest::addRow("killed") << QByteArray("kill -9 $$");
    QTest::addRow("says nothing") << QByteArray("exit 0");
    QTest::addRow("says something else") << QByteArray("cat >/dev/null; echo '{\"bb\": \"0,0,1,1\", \"objects\": []}'");
    QTest::addRow("no numbers") << QByteArray("echo '{\"bb\": \"0,0,1,1\", \"objects\": [{\"name\": \"7\"}]}'");
    QTest::addRow("cannot run") << QByteArray("\nexec /nowhere/dot");
}

void TestLayout::endsBadly()
{
    QFETCH(const QByteArray, does);
    const QTemporaryDir folder;
    makeDot(QDir(folder.path()), does);
    const Path first(folder.path() + u":"_s + qEnvironmentVariable("PATH"));
    const auto layout = browse::layOut(request(3, {{0, 1}}));
    QVERIFY(!layout);
    QCOMPARE(layout.error().code, u"dot-failed"_s);
}

void TestLayout::takesTooLong()
{
    const QTemporaryDir folder;
    makeDot(QDir(folder.path()), "exec sleep 1000");
    const Path first(folder.path() + u":"_s + qEnvironmentVariable("PATH"));
    const auto layout = browse::layOut(request(3, {}), {}, std::chrono::milliseconds(200));
    QVERIFY(!layout);
    QCOMPARE(layout.error().code, u"dot-slow"_s);
}

void TestLayout::stops()
{
    const QTemporaryDir folder;
    makeDot(QDir(folder.path()), "exec sleep 1000");
    const Path first(folder.path() + u":"_s + qEnvironmentVariable("PATH"));
    std::stop_source source;
    std::jthread asker([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        source.request_stop();
    });
    const auto layout = browse::layOut(request(3, {}), source.get_token());
    QVERIFY(!layout);
    QCOMPARE(layout.error().code, QString(base::stoppedCode));
}

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
