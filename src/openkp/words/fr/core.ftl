## Refus du noyau et du cadre des actes

units-not-a-number = { $field } : « { $text } » n’est pas un nombre. Écrivez des chiffres et un point, par exemple 12.34.
units-too-precise = { $field } : « { $text } » a trop de décimales ; { $places } au plus sont conservées.
units-too-large = { $field } : « { $text } » dépasse tout ce que le Processus a enregistré. Vérifiez l’unité.
roles-not-yours = Vous n’avez pas le rôle que cet acte demande ({ $roles }). Adressez-vous à l’administrateur de votre autorité.
lifecycle-not-now = Ceci n’est pas possible maintenant : l’état « { $state } » ({ $life }) ne permet pas l’acte « { $act } ».
events-request-id-reused = Ce numéro de requête a déjà servi à autre chose. Rechargez la page et recommencez.
events-request-id-malformed = Le numéro de requête doit compter de 8 à 80 caractères simples.
