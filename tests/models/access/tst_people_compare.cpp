// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/people_compare.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

class TestPeopleCompare : public QObject
{
    Q_OBJECT

    using People = std::vector<std::vector<HeldPermission>>;
    using Held = std::vector<std::string>;

private Q_SLOTS:
    void whatDiffersComesFirst()
    {
        const People people{{{"Bills", "Full"}, {"Reports", ""}, {"Wires", "View"}}, {{"Reports", ""}, {"Bills", "View"}}};
        const auto rows = comparePeople(people);
        QCOMPARE(rows.size(), std::size_t(3));
        QVERIFY(rows[0].key == "Bills" && !rows[0].same && rows[0].held == (Held{"Full", "View"}));
        QVERIFY(rows[1].key == "Wires" && !rows[1].same && rows[1].held == (Held{"View", ""}));
        QVERIFY(rows[2].key == "Reports" && rows[2].same && rows[2].held == (Held{"held", "held"}));
    }
    void severalLevelsStandTogether()
    {
        const People people{{{"Bills", "View"}, {"Bills", "Edit"}, {"Bills", "Edit"}}, {{"Bills", "Edit"}, {"Bills", "View"}}, {{"Bills", "Edit"}}};
        const auto rows = comparePeople(people);
        QVERIFY(rows[0].held == (Held{"Edit + View", "Edit + View", "Edit"}));
        QVERIFY(!rows[0].same);
        QVERIFY(comparePeople(std::span(people).first(2))[0].same);
    }
    void nobodyHoldsNothing() { QVERIFY(comparePeople(People{{}, {}}).empty()); }
};

OXSEAL_TEST_CLASS(TestPeopleCompare);
#include "tst_people_compare.moc"
