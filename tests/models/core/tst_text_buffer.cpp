// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text_buffer.h"
#include "tests/support/test_main.h"

#include <string>

using namespace oxseal;

class TestTextBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Every length around the words that parts are copied in, at every place, compared with the standard string.
    void partsOfEveryLengthStandAsTheyWere()
    {
        std::string letters;
        for (int at = 0; at < 200; ++at)
            letters.push_back(static_cast<char>('!' + at % 90));
        TextBuffer buffer;
        std::string wanted;
        for (std::size_t length = 0; length <= 70; ++length) {
            for (std::size_t from = 0; from < 20; ++from) {
                buffer.add(std::string_view(letters).substr(from, length));
                wanted.append(letters, from, length);
            }
        }
        QVERIFY(buffer.view() == wanted);
        QCOMPARE(buffer.size(), wanted.size());
    }
    void rowsAreTheirPartsInOrder()
    {
        TextBuffer buffer;
        QVERIFY(buffer.empty() && buffer.view().empty());
        buffer.add({"E0000001", ",", "", "R008", ",a path that is longer than any word\n"});
        buffer.add({});
        QVERIFY(buffer.view() == "E0000001,R008,a path that is longer than any word\n");
        buffer.clear();
        QVERIFY(buffer.empty());
        buffer.add("x");
        QVERIFY(buffer.view() == "x");
    }
};

OXSEAL_TEST_CLASS(TestTextBuffer);
#include "tst_text_buffer.moc"
