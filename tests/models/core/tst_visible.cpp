// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/visible.h"

#include "tests/support/test_main.h"

using namespace oxseal;

class TstVisible : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSteersTheTerminal()
    {
        COMPARE_STR(visible("\x1b[31mRED\x1b]0;owned\x07"), "⟨U+001B⟩[31mRED⟨U+001B⟩]0;owned⟨U+0007⟩");
        COMPARE_STR(visible("Person\u202eE\u202cann"), "Person⟨U+202E⟩E⟨U+202C⟩ann");
        COMPARE_STR(visible("a\u009bb\x7f"), "a⟨U+009B⟩b⟨U+007F⟩");
        COMPARE_STR(visible("over\rwritten"), "over⟨U+000D⟩written");
        COMPARE_STR(visible("a\x9b" "31m"), "a⟨0x9B⟩31m"); // the control itself to a terminal of one byte a character
        COMPARE_STR(visible("cut \xe2\x80"), "cut ⟨0xE2⟩⟨0x80⟩");
    }

    void textStays()
    {
        const std::string text = "Jiří\tΩ 円 😀\r\nline\n";
        COMPARE_STR(visible(text), text);
        COMPARE_STR(visible(""), "");
    }

    /// In whatever pieces a text comes, it is shown the same.
    void pieces()
    {
        const std::string text = "é\u202e円😀\x1b\r\n\xff" "x\r";
        const std::string whole = visible(text);
        for (std::size_t size = 1; size < text.size(); ++size) {
            std::string waiting, out;
            for (std::size_t at = 0; at < text.size(); at += size) {
                waiting += text.substr(at, size);
                const std::size_t ready = wholeCharacters(waiting);
                out += visible(waiting.substr(0, ready));
                waiting.erase(0, ready);
            }
            COMPARE_STR(out + visible(waiting), whole);
        }
    }
};

OXSEAL_TEST_CLASS(TstVisible);
#include "tst_visible.moc"
