// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"

#include "tests/support/test_main.h"

using namespace oxseal;

class TstJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gettersFallBackOnAnotherKind()
    {
        const Json text("x");
        QCOMPARE(text.toInteger(7), std::int64_t{7});
        QVERIFY(text.toBool(true));
        QCOMPARE(text.toDouble(1.5), 1.5);
        QVERIFY(text.toArray().empty() && text.toObject().empty());
        COMPARE_STR(Json(3).toString(), "");
        QCOMPARE(Json(3).toDouble(), 3.0); // an integer is a number
        QCOMPARE(Json(3.0).toInteger(-1), std::int64_t{-1}); // a double is no integer
    }

    void kinds()
    {
        QVERIFY(Json().isNull() && Json(nullptr).isNull());
        QVERIFY(Json(true).isBool() && !Json(true).isNumber());
        QVERIFY(Json(1).isInteger() && Json(1).isNumber() && Json(0.5).isNumber() && !Json(0.5).isInteger());
        QVERIFY(Json("a").isString() && Json(std::string_view("a")).isString());
        QVERIFY(Json(Json::Array()).isArray() && Json(Json::Object()).isObject());
    }

    void membersAndItems()
    {
        Json json;
        json.set("b", 1).set("a", "x").set("b", 2);
        QVERIFY(json.isObject() && json.contains("a") && !json.contains("c"));
        QCOMPARE(json.toObject().size(), std::size_t{2});
        QCOMPARE(json["b"].toInteger(), std::int64_t{2}); // the last value of a key stays
        QVERIFY(json["none"].isNull() && json["a"]["deeper"].isNull());
        Json list;
        list.push(1).push("two");
        QCOMPARE(list.toArray().size(), std::size_t{2});
        COMPARE_STR(list.toArray()[1].toString(), "two");
        QVERIFY(list["a"].isNull());
    }

    void equalityKnowsKinds()
    {
        QVERIFY(Json().set("a", 1).set("b", 2) == Json().set("b", 2).set("a", 1));
        QVERIFY(!(Json(1) == Json("1")));
        QVERIFY(!(Json() == Json(false)));
    }
};

OXSEAL_TEST_CLASS(TstJson);
#include "tst_json.moc"
