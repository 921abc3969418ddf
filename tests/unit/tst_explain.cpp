// SPDX-License-Identifier: MIT
#include "browse/explain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using browse::PlanStep;

namespace {

const QString measured = uR"json([{"Plan": {"Node Type": "Aggregate", "Total Cost": 60.0, "Plan Rows": 1,
 "Actual Rows": 1, "Actual Total Time": 10.0, "Actual Loops": 1, "Group Key": ["a", "b"],
 "Plans": [{"Node Type": "Nested Loop", "Total Cost": 50.0, "Plan Rows": 20, "Actual Rows": 30, "Actual Total Time": 8.0,
  "Actual Loops": 1, "Plans": [
   {"Node Type": "Seq Scan", "Relation Name": "posts", "Alias": "p", "Total Cost": 20.0, "Plan Rows": 10,
    "Actual Rows": 10, "Actual Total Time": 2.0, "Actual Loops": 1, "Filter": "(a > '%1')", "Rows Removed by Filter": 5},
   {"Node Type": "Index Scan", "Relation Name": "users", "Alias": "users", "Index Name": "users_pkey", "Total Cost": 5.0,
    "Plan Rows": 1, "Actual Rows": 3, "Actual Total Time": 0.5, "Actual Loops": 10, "Index Cond": "(id = p.id)"}]}]},
 "Planning Time": 0.3, "Execution Time": 10.5}])json"_s;

} // namespace

class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuredPlan();
    void estimatedPlan();
    void noPlan_data();
    void noPlan();
    void deepPlan();
};

void TestExplain::measuredPlan()
{
    const auto plan = browse::parsePlan(measured);
    QVERIFY(plan);
    QCOMPARE(plan->executionMilliseconds, 10.5);
    QCOMPARE(plan->root.words, u"Counts or sums up by group"_s);
    QCOMPARE(plan->root.details, QStringList(u"grouped by a, b"_s));
    QCOMPARE(plan->root.ownMilliseconds, 2.0);
    const PlanStep &loop = plan->root.children.at(0);
    QCOMPARE(loop.ownMilliseconds, 1.0);
    const PlanStep &scan = loop.children.at(0);
    QCOMPARE(scan.words, u"Reads posts (p) from end to end"_s);
    QCOMPARE(scan.details, (QStringList{u"kept only where (a > '%1')"_s, u"left out: 5 rows"_s}));
    const PlanStep &lookup = loop.children.at(1);
    QCOMPARE(lookup.words, u"Finds rows of users through the index users_pkey"_s);
    QCOMPARE(lookup.actualRows, 30.0);
    QCOMPARE(lookup.milliseconds, 5.0);
    QCOMPARE(lookup.share, 0.5);
}

void TestExplain::estimatedPlan()
{
    const auto plan =
        browse::parsePlan(u"[{\"Plan\": {\"Node Type\": \"Limit\", \"Total Cost\": 10.0, \"Plan Rows\": 5, \"Plans\": "
                          "[{\"Node Type\": \"Brand New Node\", \"Total Cost\": 8.0, \"Plan Rows\": 50}]}}]"_s);
    QVERIFY(plan);
    QCOMPARE(plan->root.share, 0.2);
    QVERIFY(plan->root.milliseconds < 0 && plan->root.ownMilliseconds < 0 && plan->executionMilliseconds < 0);
    QCOMPARE(plan->root.children.at(0).words, u"Brand New Node"_s);
    QCOMPARE(plan->root.children.at(0).share, 0.8);
}

void TestExplain::noPlan_data()
{
    QTest::addColumn<QString>("json");
    QTest::addRow("nothing") << QString();
    QTest::addRow("no JSON") << u"Seq Scan on t"_s;
    QTest::addRow("other JSON") << u"{\"Plan\": {}}"_s;
    QTest::addRow("no plan in it") << u"[{\"Plan\": 5}]"_s;
}

void TestExplain::noPlan()
{
    QFETCH(const QString, json);
    const auto plan = browse::parsePlan(json);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, u"sql"_s);
}

void TestExplain::deepPlan()
{
    QString json = u"{\"Node Type\": \"Result\", \"Total Cost\": 1}"_s;
    for (int i = 0; i < 300; ++i)
        json = u"{\"Node Type\": \"Limit\", \"Total Cost\": 1, \"Plans\": ["_s + json + u"]}"_s;
    const auto plan = browse::parsePlan(u"[{\"Plan\": "_s + json + u"}]"_s);
    QVERIFY(plan);
    QCOMPARE(plan->root.children.size(), size_t(1));
}

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
