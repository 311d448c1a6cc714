// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/answer_words.h"

#include "ui/access/review_words.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <algorithm>

namespace oxseal::ui {
namespace {

using access::AnswerState;
using access::Grade;

QString nameIn(const CampaignAnswers& answers, PersonId person)
{
    const auto found = answers.names.find(person);
    return found == answers.names.end() ? QStringLiteral("–") : plain(found->second);
}

Mark markOf(AnswerState state)
{
    switch (state) {
    case AnswerState::Taken:
    case AnswerState::Same: return Mark::Good;
    case AnswerState::Conflict: return Mark::High;
    case AnswerState::Waiting: return Mark::Medium;
    default: break;
    }
    return Mark::Neutral;
}

QString answerWords(const access::Answer& answer)
{
    QString words = decisionWord(answer.decision);
    if (!answer.target.empty())
        words = QObject::tr("%1 to %2").arg(words, plain(answer.target));
    return words;
}

QString accountOf(const ReviewSheet& sheet, std::int64_t row)
{
    const auto at = static_cast<std::size_t>(row);
    return at < sheet.lines.size() ? plain(sheet.lines[at].account) : QString();
}
QString permissionOf(const ReviewSheet& sheet, std::int64_t row)
{
    const auto at = static_cast<std::size_t>(row);
    return at < sheet.lines.size() ? plain(sheet.lines[at].entitlement) : QString();
}

} // namespace

QString gradeWord(Grade grade)
{
    switch (grade) {
    case Grade::NotAttested: return QObject::tr("Not attested");
    case Grade::PaperScan: return QObject::tr("Paper, scanned");
    case Grade::EmailAttested: return QObject::tr("Attested by e-mail");
    case Grade::SignedPdf: return QObject::tr("Signed PDF");
    case Grade::KeySigned: break;
    }
    return QObject::tr("Signed with the key");
}

QString answerStateWord(AnswerState state)
{
    switch (state) {
    case AnswerState::Taken: return QObject::tr("Decided");
    case AnswerState::Same: return QObject::tr("Same already");
    case AnswerState::Conflict: return QObject::tr("Conflict");
    case AnswerState::Waiting: return QObject::tr("Waits for proof");
    case AnswerState::RuledFor: return QObject::tr("Ruled: the answer");
    case AnswerState::RuledAgainst: break;
    }
    return QObject::tr("Ruled: what stood");
}

ChosenAnswer answerAt(const CampaignAnswers& answers, const QString& handle)
{
    for (const ReplyView& reply : answers.replies) {
        for (const ReplyAnswerRow& row : reply.answers) {
            if (handle == QStringLiteral("%1/%2").arg(reply.row.id).arg(row.answer.row))
                return {&reply, &row};
        }
    }
    return {};
}

QString answersNotice(const CampaignAnswers& answers, const ReviewSheet& sheet)
{
    if (answers.packs.empty())
        return QObject::tr("A reviewer who does not open the workspace gets the own open lines as a file: sealed and answered with a signature, or as a PDF or workbook "
                           "to fill in, sent back by e-mail. Nothing was given out for this review yet.");
    QStringList out;
    for (const PackRow& pack : answers.packs) {
        const bool replied = std::any_of(answers.replies.begin(), answers.replies.end(), [&](const ReplyView& one) { return one.pack.id == pack.id; });
        if (answers.newest(pack) && !replied && sheet.status.row.state == access::CampaignState::Open)
            out << QObject::tr("%1 (%2, %3)").arg(nameIn(answers, pack.person), counted(pack.lines, QObject::tr("line"), QObject::tr("lines")), day(pack.madeAt.day()));
    }
    const QString waiting = out.isEmpty() ? QObject::tr("Every pack that counts was answered.") : QObject::tr("Not answered yet: %1.").arg(out.join(QStringLiteral(", ")));
    return QObject::tr("%1 Least grade that counts: %2.").arg(waiting, gradeWord(answers.least).toLower());
}

std::shared_ptr<ListData> answersTable(const CampaignAnswers& answers, const ReviewSheet& sheet)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 140},
        {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Id, 104},
        {QStringLiteral("permission"), QObject::tr("Permission"), ColumnKind::Text, 190},
        {QStringLiteral("answer"), QObject::tr("Answer"), ColumnKind::Text, 96},
        {QStringLiteral("stood"), QObject::tr("What stands"), ColumnKind::Text, 144},
        {QStringLiteral("reviewer"), QObject::tr("Reviewer"), ColumnKind::Text, 112},
        {QStringLiteral("grade"), QObject::tr("Grade"), ColumnKind::Text, 120},
        {QStringLiteral("received"), QObject::tr("Received"), ColumnKind::Time, 136, false},
        {QStringLiteral("line"), QObject::tr("Line"), ColumnKind::Number, 56, false},
    });
    for (const bool pending : {true, false}) {
        for (const ReplyView& reply : answers.replies) {
            for (const ReplyAnswerRow& row : reply.answers) {
                if (pending != (row.state == AnswerState::Conflict || row.state == AnswerState::Waiting))
                    continue;
                list->add(QStringLiteral("%1/%2").arg(reply.row.id).arg(row.answer.row),
                    {{markOf(row.state), answerStateWord(row.state)}, accountOf(sheet, row.answer.row), permissionOf(sheet, row.answer.row), answerWords(row.answer),
                        plain(row.stood), nameIn(answers, reply.pack.person), gradeWord(reply.row.grade), {when(reply.row.receivedAt), reply.row.receivedAt.micros},
                        numberCell(row.answer.row)});
            }
        }
    }
    return list;
}

ContextCard* answerCard(const CampaignAnswers& answers, const ReviewSheet& sheet, const ChosenAnswer& chosen)
{
    if (chosen.answer == nullptr)
        return nullptr;
    const ReplyAnswerRow& row = *chosen.answer;
    const ReplyRow& reply = chosen.reply->row;
    auto* card = new ContextCard(accountOf(sheet, row.answer.row));
    card->setMark(markOf(row.state), answerStateWord(row.state));
    card->addFact(QObject::tr("Permission"), permissionOf(sheet, row.answer.row), QStringLiteral("access:%1/%2").arg(sheet.status.row.id.value).arg(row.answer.row));
    card->addFact(QObject::tr("Answer"), answerWords(row.answer));
    if (!row.answer.code.empty())
        card->addFact(QObject::tr("Reason"), codeWord(row.answer.code));
    if (!row.answer.comment.empty())
        card->addFact(QObject::tr("Comment"), plain(row.answer.comment));
    if (!row.stood.empty())
        card->addFact(QObject::tr("What stands"), plain(row.stood));
    if (row.ruledAt)
        card->addFact(QObject::tr("Ruled"), QObject::tr("%1 by %2: %3").arg(when(*row.ruledAt), nameIn(answers, row.ruledBy), plain(row.ruledWhy)));
    if (row.state == AnswerState::Conflict)
        card->addText(QObject::tr("Nothing was overwritten. A controller or chief officer who decided neither value says which one stands."), true);
    if (row.state == AnswerState::Waiting)
        card->addText(QObject::tr("The reply is kept and does not count: its grade is below the policy's. Merge it again with better proof."), true);
    card->addSection(QObject::tr("Reply"));
    card->addFact(QObject::tr("From"), nameIn(answers, chosen.reply->pack.person));
    card->addFact(QObject::tr("Grade"), gradeWord(reply.grade));
    card->addFact(QObject::tr("File"), plain(reply.fileName));
    if (!reply.mailFrom.empty())
        card->addFact(QObject::tr("E-mail"), QObject::tr("%1, %2").arg(plain(reply.mailFrom), plain(reply.mailDate)));
    card->addFact(QObject::tr("Received"), QObject::tr("%1 by %2").arg(when(reply.receivedAt), nameIn(answers, reply.receivedBy)));
    card->addFact(QObject::tr("Pack"), QObject::tr("%1 of %2, %3").arg(QString::number(chosen.reply->pack.id), day(chosen.reply->pack.madeAt.day()),
                                           counted(chosen.reply->pack.lines, QObject::tr("line"), QObject::tr("lines"))));
    return card;
}

std::optional<PackAnswer> askPack(QWidget* parent, const std::vector<Person>& reviewers)
{
    FormDialog dialog(parent, QObject::tr("Give lines out to a reviewer"), QObject::tr("Make the pack"));
    dialog.addWords(QObject::tr("The reviewer's own open lines and what is looked at before. It takes the place of earlier packs of the same person."));
    auto* who = new QComboBox;
    who->setObjectName(QStringLiteral("pack.reviewer"));
    for (const Person& person : reviewers)
        who->addItem(plain(person.name));
    dialog.form().addField(QObject::tr("Reviewer"), who);
    auto* form = new ChoiceBox({{QStringLiteral("sealed"), QObject::tr("Sealed pack, for Oxseal")}, {QStringLiteral("pdf"), QObject::tr("PDF to fill in")},
        {QStringLiteral("xlsx"), QObject::tr("Locked workbook (XLSX)")}});
    form->setObjectName(QStringLiteral("pack.form"));
    dialog.form().addField(QObject::tr("Form"), form,
        QObject::tr("Only the reviewer's passphrase opens a sealed pack, and its reply is signed. The PDF and the workbook need no Oxseal and are not encrypted; their reply "
                    "counts with the e-mail that brings it."));
    dialog.askReason(QObject::tr("Decides outside the workspace"));
    dialog.setCheck([who]() -> QString { return who->currentIndex() < 0 ? QObject::tr("Nobody has anything to decide in this review.") : QString(); });
    if (!dialog.ask())
        return std::nullopt;
    return PackAnswer{reviewers[static_cast<std::size_t>(who->currentIndex())], form->value().toStdString(), dialog.reason().toStdString()};
}

std::optional<ReplyAnswer> askReply(QWidget* parent)
{
    FormDialog dialog(parent, QObject::tr("Take a reply in"), QObject::tr("Merge the reply"));
    dialog.addWords(QObject::tr("A signed reply (.oxreply), or a PDF or workbook that was filled in. The latter do not say by themselves who answered, unless the PDF is signed: the "
                               "e-mail that brought the file does, or a scan of the signed paper."));
    auto* file = new FileField(QObject::tr("Reply"));
    file->setObjectName(QStringLiteral("reply.file"));
    auto* mail = new FileField(QObject::tr("E-mail that brought it"));
    mail->setObjectName(QStringLiteral("reply.mail"));
    auto* scan = new FileField(QObject::tr("Scan of the signed paper"));
    scan->setObjectName(QStringLiteral("reply.scan"));
    dialog.form().addField(QObject::tr("Reply"), file);
    dialog.form().addField(QObject::tr("E-mail that brought it"), mail, QObject::tr("Saved whole from the mail program (.eml). May be left empty."));
    dialog.form().addField(QObject::tr("Scan of the signed paper"), scan, QObject::tr("May be left empty."));
    dialog.askReason(QObject::tr("Reply of the reviewer"));
    dialog.setCheck([file, mail, scan]() -> QString {
        if (file->path().isEmpty())
            return QObject::tr("Choose the reply.");
        for (const FileField* one : {file, mail, scan}) {
            if (const QString problem = one->problem(); !problem.isEmpty())
                return problem;
        }
        return mail->path().isEmpty() || scan->path().isEmpty() ? QString() : QObject::tr("Take the e-mail or the scan, not both: the better one is enough.");
    });
    if (!dialog.ask())
        return std::nullopt;
    return ReplyAnswer{file->path(), mail->path(), scan->path(), dialog.reason().toStdString()};
}

std::optional<RulingAnswer> askRuling(QWidget* parent, const ReviewSheet& sheet, const ChosenAnswer& chosen)
{
    FormDialog dialog(parent, QObject::tr("Rule on a conflict"), QObject::tr("Rule"));
    dialog.addWords(QObject::tr("%1, %2: the reply says “%3”, what stands is “%4”.")
                        .arg(accountOf(sheet, chosen.answer->answer.row), permissionOf(sheet, chosen.answer->answer.row), answerWords(chosen.answer->answer),
                            plain(chosen.answer->stood)));
    auto* side = new ChoiceBox({{QStringLiteral("standing"), QObject::tr("What stands stays")}, {QStringLiteral("answer"), QObject::tr("The answer becomes the decision")}});
    side->setObjectName(QStringLiteral("ruling.side"));
    dialog.form().addField(QObject::tr("Ruling"), side);
    dialog.askReason();
    if (!dialog.ask())
        return std::nullopt;
    return RulingAnswer{side->value() == QStringLiteral("answer"), dialog.reason().toStdString()};
}

} // namespace oxseal::ui
