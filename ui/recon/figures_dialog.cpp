// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/figures_dialog.h"

#include "models/recon/unexplained.h"
#include "storage/reads/mirror_reads.h"
#include "storage/texts/texts.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

namespace oxseal::ui {

QString whyNotSignFigures(const FiguresSignoff* prepared, const FiguresSignoff* reviewed, bool reviewing, PersonId self, const QString& restsOnSelf)
{
    if (!reviewing)
        return prepared == nullptr ? QString() : QObject::tr("It is prepared as it stands.");
    if (prepared == nullptr)
        return QObject::tr("The preparer signs first.");
    if (reviewed != nullptr)
        return QObject::tr("It is reviewed as it stands.");
    return prepared->by == self ? QObject::tr("You prepared it; another person has to review it.") : restsOnSelf;
}

QString causeWord(const std::string& cause) { return cause.empty() ? QString() : plain(texts::sentence(("recon.cause." + cause).c_str())); }

std::optional<FiguresAnswer> askToSignFigures(QWidget* parent, bool reviewing, const QString& figures, bool unexplained)
{
    FormDialog dialog(parent, reviewing ? QObject::tr("Sign as reviewer") : QObject::tr("Sign as preparer"), QObject::tr("Sign"));
    dialog.addWords(figures);
    dialog.addWords(QObject::tr("A later file makes the signature void."), true);
    ChoiceBox* cause = nullptr;
    if (unexplained && !reviewing) {
        ChoiceBox::Choices choices{{QString(), QObject::tr("Choose a cause")}};
        for (const char* one : recon::kDifferenceCauses)
            choices.emplace_back(QString::fromLatin1(one), causeWord(one));
        cause = new ChoiceBox(choices);
        cause->setObjectName(QStringLiteral("figures.cause"));
        dialog.form().addField(QObject::tr("Cause of what is unexplained"), cause, QObject::tr("It stays an open matter of the readiness record all the same."));
    }
    dialog.askReason();
    dialog.setCheck([cause]() -> QString { return cause != nullptr && cause->value().isEmpty() ? QObject::tr("Say what you hold to be the cause.") : QString(); });
    if (!dialog.ask())
        return std::nullopt;
    return FiguresAnswer{cause == nullptr ? std::string() : cause->value().toStdString(), dialog.reason().toStdString()};
}

} // namespace oxseal::ui
