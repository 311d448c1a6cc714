// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/entity.h"

#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

Entity entity(std::int64_t id, const char* code, std::int64_t parent, int share = 10000)
{
    Entity out;
    out.id = EntityId(id);
    out.code = code;
    out.parent = EntityId(parent);
    out.ownershipBasisPoints = share;
    return out;
}

} // namespace

class TestEntity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treeRules()
    {
        QVERIFY(checkTree({}));
        QVERIFY(checkTree({entity(1, "A", 0), entity(2, "B", 1), entity(3, "C", 2), entity(4, "D", 1)}));
        const auto code = [](const std::vector<Entity>& tree) {
            const auto status = checkTree(tree);
            return status ? std::string() : std::string(status.error().id()) + " " + status.error().place();
        };
        COMPARE_STR(code({entity(1, "A", 1)}), "people.entity_cycle A");
        COMPARE_STR(code({entity(1, "A", 3), entity(2, "B", 1), entity(3, "C", 2)}), "people.entity_cycle A");
        COMPARE_STR(code({entity(1, "A", 9)}), "people.entity_no_parent A");
        COMPARE_STR(code({entity(1, "A", 0), entity(2, "A", 1)}), "people.entity_duplicate A");
        COMPARE_STR(code({entity(1, "A", 0, 10001)}), "people.entity_ownership A");
    }

    void shares()
    {
        const std::vector<Entity> tree{
            entity(1, "A", 0), entity(2, "B", 1, 7500), entity(3, "C", 2, 8000), entity(4, "D", 3, 3333)};
        QCOMPARE(groupShare(tree, EntityId(1)).value(), 10000);
        QCOMPARE(groupShare(tree, EntityId(2)).value(), 7500);
        QCOMPARE(groupShare(tree, EntityId(3)).value(), 6000); // 75 % of 80 %
        QCOMPARE(groupShare(tree, EntityId(4)).value(), 1999); // 33.33 % of 60 % = 19.998 %, rounded down
        QVERIFY(!groupShare(tree, EntityId(5)));
    }

    void yearEnds()
    {
        for (const char* good : {"12-31", "06-30", "02-29", "02-28", "09-26"})
            QVERIFY2(isYearEnd(good), good);
        for (const char* bad : {"", "13-01", "02-30", "1-31", "12/31", "2026-12-31"})
            QVERIFY2(!isYearEnd(bad), bad);
    }
};

OXSEAL_TEST_CLASS(TestEntity);
#include "tst_entity.moc"
