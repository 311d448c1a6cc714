// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/field_levels.h"
#include "tests/support/test_main.h"

using namespace oxseal::recon;

class TestFieldLevels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void references()
    {
        const auto is = [](const char* a, const char* b, ReferenceLevel level) {
            return compareReferences(a, b) == level && compareReferences(b, a) == level;
        };
        QVERIFY(is("", "INV7", ReferenceLevel::Missing));
        QVERIFY(is("", "", ReferenceLevel::Missing));
        QVERIFY(is("INV7", "INV7", ReferenceLevel::Equal));
        QVERIFY(is("INV10043", "10043", ReferenceLevel::Near)); // contained, five characters
        QVERIFY(is("INV1004", "1004", ReferenceLevel::Conflict)); // contained, but four say too little
        QVERIFY(is("INV10043", "INV10034", ReferenceLevel::Near)); // one swap
        QVERIFY(is("INV10043", "INV19943", ReferenceLevel::Near)); // two slips
        QVERIFY(is("INV10043", "INV19953", ReferenceLevel::Conflict)); // three
        QVERIFY(is("IN123", "IN132", ReferenceLevel::Conflict)); // five characters are too few for slips
    }
};

OXSEAL_TEST_CLASS(TestFieldLevels);
#include "tst_field_levels.moc"
