/** The shortest password that the server takes. */
const MIN = 10;

/** A field for a password: a new one names the least that it needs. */
export function PasswordField({
  name = "password",
  label,
  fresh = false,
}: {
  name?: string;
  label: string;
  fresh?: boolean;
}) {
  return (
    <label>
      {label}
      <input
        type="password"
        name={name}
        required
        minLength={fresh ? MIN : undefined}
        maxLength={128}
        autoComplete={fresh ? "new-password" : "current-password"}
        placeholder={fresh ? `${MIN} characters or more` : undefined}
      />
    </label>
  );
}
