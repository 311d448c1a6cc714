// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/dcp_conclusion.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::certification;

class TestDcpConclusion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rules()
    {
        const Day end = *Day::fromYmd(2026, 9, 30);
        DcpConclusion good;
        good.effective = true;
        good.asOf = end;
        good.concludedOn = end.plus(35);
        good.basis = "Evaluation of 4 November 2026";
        QVERIFY(checkDcp(good, end));
        auto bad = good;
        bad.asOf = end.plus(-1);
        COMPARE_STR(checkDcp(bad, end).error().id(), "certification.dcp_as_of");
        bad = good;
        bad.concludedOn = end;
        COMPARE_STR(checkDcp(bad, end).error().id(), "certification.dcp_concluded_on");
        bad = good;
        bad.basis = "";
        COMPARE_STR(checkDcp(bad, end).error().id(), "certification.dcp_no_basis");
        bad = good;
        bad.openMaterialWeaknesses = 1;
        COMPARE_STR(checkDcp(bad, end).error().id(), "certification.dcp_needs_counsel");
        bad.effective = false;
        QVERIFY(checkDcp(bad, end));
        bad.effective = true;
        bad.counsel = "R. Counsel";
        QVERIFY(checkDcp(bad, end));
    }
};

OXSEAL_TEST_CLASS(TestDcpConclusion);
#include "tst_dcp_conclusion.moc"
