// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/walks/walk_script.h"

#include "tests/ui/walks/shown.h"

#include <QApplication>
#include <QFile>
#include <QKeySequence>
#include <QRegularExpression>

#include <algorithm>

namespace oxseal::test {
namespace {

QStringList wordsOf(const QString& line)
{
    static const QRegularExpression word(QStringLiteral("\"([^\"]*)\"|(\\S+)"));
    QStringList words;
    for (auto match = word.globalMatch(line); match.hasNext();) {
        const auto one = match.next();
        words << (one.capturedLength(2) > 0 ? one.captured(2) : one.captured(1));
    }
    return words;
}

QString passphraseOf(const QString& login) { return QStringLiteral("harbour lantern copper meadow violin ") + login; }

} // namespace

WalkScript::WalkScript(const QString& file, Keyboard& keys, WalkClock& clock)
    : keys_(keys)
    , clock_(clock)
{
    addKeys();
    addReading();
    addPeople();
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        throw Stuck("the walk cannot be read: " + file.toStdString());
    int number = 0;
    for (const QString& line : QString::fromUtf8(in.readAll()).split(QLatin1Char('\n'))) {
        ++number;
        const QString text = line.trimmed();
        if (text.startsWith(QStringLiteral("== ")))
            steps_.push_back({text.mid(3), {}});
        else if (!text.isEmpty() && !text.startsWith(QLatin1Char('#')) && !steps_.empty())
            steps_.back().lines.emplace_back(number, wordsOf(text));
    }
}

QString WalkScript::value(const QString& name) const
{
    const auto found = kept_.find(name);
    return found == kept_.end() ? QString() : found->second;
}

/// "$folder/x" with what "folder" was kept as; the longest name that fits counts.
QString WalkScript::filled(const QString& word) const
{
    QString out = word;
    for (auto one = kept_.rbegin(); one != kept_.rend(); ++one)
        out.replace(QLatin1Char('$') + one->first, one->second);
    if (out.contains(QLatin1Char('$')))
        throw Stuck("nothing was kept for " + out.toStdString());
    return out;
}

void WalkScript::perform(const Step& step) { run(step, 0, step.lines.size()); }

void WalkScript::run(const Step& step, std::size_t from, std::size_t to)
{
    for (std::size_t at = from; at < to; ++at) {
        const auto& [number, words] = step.lines[at];
        const std::string where = "line " + std::to_string(number) + " (" + words.join(QLatin1Char(' ')).toStdString() + "): ";
        try {
            QStringList filledIn;
            for (const QString& word : words.mid(1))
                filledIn << filled(word);
            if (words.front() == QStringLiteral("repeat")) {
                // repeat 9 … end, or repeat "List" … end: once for each of its rows.
                bool fixed = false;
                int times = filledIn.value(0).toInt(&fixed);
                if (!fixed)
                    times = keys_.rows(filledIn.value(0));
                const auto last = std::find_if(step.lines.begin() + static_cast<std::ptrdiff_t>(at), step.lines.begin() + static_cast<std::ptrdiff_t>(to),
                    [](const auto& line) { return line.second.front() == QStringLiteral("end"); });
                const auto end = static_cast<std::size_t>(last - step.lines.begin());
                if (end >= to || times < 1)
                    throw Stuck("nothing to repeat, or no end");
                for (int time = 0; time < times; ++time)
                    run(step, at + 1, end);
                at = end;
                continue;
            }
            const auto verb = verbs_.find(words.front());
            if (verb == verbs_.end() || verb->second.first != filledIn.size())
                throw Stuck("no such verb, or a wrong number of words");
            verb->second.second(filledIn);
        } catch (const Stuck& stuck) {
            throw Stuck(where + stuck.what());
        }
    }
}

void WalkScript::key(const QString& name)
{
    const QKeySequence sequence(name);
    if (sequence.count() != 1)
        throw Stuck("no such key: " + name.toStdString());
    keys_.press(sequence[0].key(), sequence[0].keyboardModifiers());
}

void WalkScript::addKeys()
{
    const auto add = [this](const char* name, int words, Verb verb) { verbs_[QLatin1String(name)] = {words, std::move(verb)}; };
    add("key", 1, [this](const QStringList& words) { key(words[0]); });
    add("command", 1, [this](const QStringList& words) { keys_.command(words[0]); });
    add("page", 1, [this](const QStringList& words) { keys_.page(words[0]); });
    add("dialog", 1, [this](const QStringList& words) { keys_.dialog(words[0]); });
    add("fill", 2, [this](const QStringList& words) { keys_.fill(words[0], words[1]); });
    add("button", 1, [this](const QStringList& words) { keys_.button(words[0]); });
    add("row", 2, [this](const QStringList& words) { keys_.row(words[0], words[1]); });
    add("tab", 2, [this](const QStringList& words) { keys_.tab(words[0], words[1]); });
    add("confirm", 0, [this](const QStringList&) { keys_.confirm(); });
    add("back", 0, [this](const QStringList&) { keys_.turnBack(); });
}

void WalkScript::addReading()
{
    const auto add = [this](const char* name, int words, Verb verb) { verbs_[QLatin1String(name)] = {words, std::move(verb)}; };
    add("settle", 0, [this](const QStringList&) { keys_.settle(); });
    add("shown", 1, [this](const QStringList& words) { keys_.untilShown(words[0]); });
    add("menu", 0, [this](const QStringList&) {
        keys_.until(QStringLiteral("a menu"), [] { return QApplication::activePopupWidget() != nullptr; });
    });
    add("rows", 2, [this](const QStringList& words) {
        if (const int rows = keys_.rows(words[0]); rows != words[1].toInt())
            keys_.stuck(QStringLiteral("there are %1 rows").arg(rows));
    });
    // The palette says why an action cannot be done; a dialog says what its verb still needs.
    add("refused", 2, [this](const QStringList& words) {
        if (const QString why = keys_.whyNot(words[0]); !why.contains(words[1]))
            keys_.stuck(QStringLiteral("the reason is \"%1\"").arg(why));
    });
    add("verb-refused", 1, [this](const QStringList& words) {
        if (const QString why = keys_.verbReason(); !why.contains(words[0]))
            keys_.stuck(QStringLiteral("the reason is \"%1\"").arg(why));
    });
    add("shot", 1, [this](const QStringList& words) { keys_.shot(words[0]); });
    add("keep-field", 2, [this](const QStringList& words) { set(words[0], keys_.fieldText(words[1])); });
    // The one text that matches as a whole, such as a fingerprint in its groups.
    add("keep-text", 2, [this](const QStringList& words) {
        const QRegularExpression whole(QRegularExpression::anchoredPattern(words[1]));
        const QString found = keys_.see([whole] {
            for (const QString& text : textsShown(frontWindow())) {
                if (whole.match(text).hasMatch())
                    return text;
            }
            return QString();
        });
        if (found.isEmpty())
            keys_.stuck(QStringLiteral("no text like ") + words[1]);
        set(words[0], found);
    });
    add("day", 1, [this](const QStringList& words) { clock_.set(words[0].toStdString()); });
    // A file another program writes meanwhile: the copy lacks the lines that begin so.
    add("copy-without", 3, [](const QStringList& words) {
        QFile in(words[0]);
        QFile out(words[1]);
        if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
            throw Stuck("the file cannot be copied");
        for (const QByteArray& line : in.readAll().split('\n')) {
            if (!line.isEmpty() && !line.startsWith(words[2].toUtf8()))
                out.write(line + '\n');
        }
    });
    // First cell of a line of a CSV file, counted from 0, the header included.
    add("keep-cell", 3, [this](const QStringList& words) {
        QFile in(words[1]);
        if (!in.open(QIODevice::ReadOnly))
            throw Stuck("the file cannot be read");
        set(words[0], QString::fromUtf8(in.readAll().split('\n').value(words[2].toInt()).split(',').first()));
    });
}

void WalkScript::addPeople()
{
    const auto add = [this](const char* name, int words, Verb verb) { verbs_[QLatin1String(name)] = {words, std::move(verb)}; };
    add("at-work", 0, [this](const QStringList&) { atWork_ = true; });
    add("lock", 0, [this](const QStringList&) {
        key(QStringLiteral("Ctrl+L"));
        keys_.untilShown(QStringLiteral("Locked."));
        atWork_ = false;
    });
    add("enter", 1, [this](const QStringList& words) { enter(words[0]); });
    add("passphrase", 2, [this](const QStringList& words) { keys_.fill(words[0], passphraseOf(words[1])); });
}

/// Locks when somebody is at work and lets this person in: with the code kept as "code.login" at the first login.
void WalkScript::enter(const QString& login)
{
    if (atWork_)
        verbs_[QStringLiteral("lock")].second({});
    const auto code = kept_.find(QStringLiteral("code.") + login);
    const bool first = code != kept_.end();
    keys_.fill(QStringLiteral("Login"), login);
    keys_.fill(QStringLiteral("Passphrase"), first ? code->second : passphraseOf(login));
    keys_.press(Qt::Key_Return);
    if (first) {
        keys_.dialog(QStringLiteral("Choose your passphrase"));
        keys_.fill(QStringLiteral("New passphrase"), passphraseOf(login));
        keys_.fill(QStringLiteral("New passphrase again"), passphraseOf(login));
        keys_.shot(QStringLiteral("first-login-of-") + login);
        keys_.confirm();
        kept_.erase(code);
    }
    keys_.until(login + QStringLiteral(" at work"), [] { return showsText(frontWindow(), QStringLiteral("Ctrl+K")); });
    atWork_ = true;
    keys_.settle();
}

} // namespace oxseal::test
